using System.ComponentModel;
using MediatR;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Common;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed class UserResetOptions : PortalOptions
{
    [CommandOption("--phone <NUMBER>", isRequired: true)]
    [Description("The mobile number that they sign in with.")]
    public required string Phone { get; init; }

    [CommandOption("--document <PAPER>", isRequired: true)]
    [Description("The paper that was seen: IdentityCard, SocialSecurityCard, HouseholdRegister, Passport or ResidencePermit.")]
    public IdentityDocument Document { get; init; }

    [CommandOption("--reason <TEXT>", isRequired: true)]
    [Description("Why; it goes into the audit trail.")]
    public required string Reason { get; init; }
}

/// <summary>For the last security administrator who lost everything: what the counter does for others.</summary>
internal sealed class UserResetCommand : AsyncCommand<UserResetOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, UserResetOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var given = await portal.Get<IMediator>().Send(new HelpAtCounter(settings.Phone, settings.Document, RemoveFactors: true, settings.Reason), cancellationToken);
        if (given.IsError)
        {
            foreach (var error in given.Errors) Failures.Say(SentenceOf(error));
            return Failures.Failed;
        }
        Console.WriteLine("Unlocked, signed out everywhere, and without second factors.");
        Console.WriteLine($"The code for a new password, shown this once: {given.Value.Code}");
        Console.WriteLine($"It is entered at /account/recovery before {ChinaTime.ToLocal(given.Value.Until):HH:mm} (Asia/Shanghai).");
        return 0;
    }

    private static string SentenceOf(ErrorOr.Error error) => error.Code switch
    {
        "Phone.Missing" or "Phone.NotMobile" => "The mobile number is none of the mainland: eleven digits, 13 to 19 in front.",
        "Counter.NoAccount" => "No account has this number.",
        "Reason.Missing" => "The reason is missing.",
        "Note.TooLong" => $"The reason is longer than {error.Arguments()[0]} characters.",
        _ => $"It was refused: {error.Code}.",
    };
}
