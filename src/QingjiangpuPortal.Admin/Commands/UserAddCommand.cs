using System.Buffers.Text;
using System.ComponentModel;
using System.Security.Cryptography;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using Spectre.Console;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed class UserAddOptions : PortalOptions
{
    [CommandOption("--phone <NUMBER>", isRequired: true)]
    [Description("The mobile number, with which they sign in.")]
    public required string Phone { get; init; }

    [CommandOption("--name <NAME>", isRequired: true)]
    public required string Name { get; init; }

    [CommandOption("--post <POST>", isRequired: true)]
    [Description("MicroGridLeader, GridWorker, CommunityOfficer, StreetOfficer, DistrictOfficer, DepartmentOfficer, SystemAdministrator, SecurityAdministrator or AuditAdministrator.")]
    public PostKind Post { get; init; }

    [CommandOption("--unit <CODE>", isRequired: true)]
    [Description("The unit of the post: 320812 for the district, 320812003 for a street, 320812D01 for a department …")]
    public required string Unit { get; init; }

    [CommandOption("--password <PASSWORD>")]
    [Description("The first password. Better left out: then it is asked for, or made and printed once when nobody can be asked.")]
    public string? Password { get; init; }
}

internal sealed class UserAddCommand : AsyncCommand<UserAddOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, UserAddOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var isKnown = await IsKnownAsync(portal, settings.Phone, cancellationToken);
        var (password, isMade) = isKnown || settings.Password is not null
            ? (settings.Password ?? NewPassword(), false)
            : await AskAsync(cancellationToken);
        var added = await portal.Get<IMediator>().Send(
            new AddStaff(settings.Name, settings.Phone, password, settings.Post, settings.Unit), cancellationToken);
        if (added.IsError)
        {
            foreach (var error in added.Errors) Failures.Say(SentenceOf(error));
            return Failures.Failed;
        }
        Console.WriteLine($"{settings.Name} is now {settings.Post} in {settings.Unit}.");
        if (isKnown) Console.WriteLine("The number had an account already: its password stays as it is.");
        if (isMade) Console.WriteLine($"The password, shown this once: {password}");
        return 0;
    }

    private static async Task<bool> IsKnownAsync(PortalServices portal, string phone, CancellationToken cancellationToken)
    {
        if (MobileNumber.Normalize(phone) is not { } number) return false;
        var index = portal.Get<IPersonalDataCipher>().BlindIndex(number, PersonalDataKind.Phone);
        return await portal.Get<PortalDb>().People.AnyAsync(p => p.Phone.BlindIndex == index, cancellationToken);
    }

    private static async Task<(string Password, bool IsMade)> AskAsync(CancellationToken cancellationToken)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsInputRedirected) return (NewPassword(), true);
        var typed = await AnsiConsole.PromptAsync(
            new TextPrompt<string>("Password (empty: one is made):").Secret().AllowEmpty(), cancellationToken);
        return typed.Length == 0 ? (NewPassword(), true) : (typed, false);
    }

    private static string NewPassword() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12));

    private static string SentenceOf(Error error) => error.Code switch
    {
        "Name.Missing" => "The name is missing.",
        "Name.TooLong" => $"The name is longer than {error.Arguments()[0]} characters.",
        "Phone.Missing" => "The mobile number is missing.",
        "Phone.NotMobile" => "The mobile number is none of the mainland: eleven digits, 13 to 19 in front.",
        "Password.Missing" => "The password is missing.",
        "Password.TooShort" => $"The password is shorter than {error.Arguments()[0]} characters.",
        "Password.TooLong" => $"The password is longer than {error.Arguments()[0]} characters.",
        "Password.TooSimple" => "The password is too simple: it repeats one or two characters.",
        "Password.NumberOrName" => "The password holds the number or the name.",
        "Password.Breached" => "The password is very common or has leaked: others will try it first.",
        "Post.KindMissing" => "There is no such post; --help lists them.",
        "Post.UnitMissing" => "The unit is missing.",
        "Post.UnitUnknown" => "There is no such unit today.",
        "Post.UnitDoesNotFit" => "That post is not held in such a unit: a leader's is in a micro-grid, a worker's in a grid, an officer's in a community, street, department or the district.",
        _ => $"It was refused: {error.Code}.",
    };
}
