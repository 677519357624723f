using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Infrastructure.Persistence;
using Spectre.Console;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

/// <summary>The services whose rules are documents.</summary>
internal enum RuledService
{
    Care,
    Insurance,
}

internal class RulesOptions : PortalOptions
{
    [CommandOption("--of <SERVICE>", isRequired: true)]
    [Description("care or insurance.")]
    public RuledService Of { get; init; }

    [CommandOption("--file <FILE>", isRequired: true)]
    [Description("JSON, UTF-8.")]
    public required string File { get; init; }
}

/// <summary>Writes the rules that hold last of all, those to come included, to a file that can be changed and put in.</summary>
internal sealed class RulesExportCommand : AsyncCommand<RulesOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, RulesOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var db = portal.Get<PortalDb>();
        DateOnly from;
        string text;
        if (settings.Of == RuledService.Care)
        {
            var last = await db.CareRuleSets.AsNoTracking().OrderByDescending(s => s.ValidFrom).FirstAsync(cancellationToken);
            (from, text) = (last.ValidFrom, RuleDocument.ToText(last.Rules));
        }
        else
        {
            var last = await db.InsuranceRuleSets.AsNoTracking().OrderByDescending(s => s.ValidFrom).FirstAsync(cancellationToken);
            (from, text) = (last.ValidFrom, RuleDocument.ToText(last.Rules));
        }
        TextFile.Write(settings.File, writer => writer.WriteLine(text));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settings.File}: the rules of {settings.Of} from {from:yyyy-MM-dd}."));
        return 0;
    }
}

internal sealed class RulesImportOptions : RulesOptions
{
    [CommandOption("--from <DAY>", isRequired: true)]
    [Description("The first day on which they hold, after today: YYYY-MM-DD.")]
    public required string From { get; init; }

    public override ValidationResult Validate() =>
        !DateOnly.TryParseExact(From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? ValidationResult.Error($"--from is a day like 2027-01-01, not '{From}'.")
        : !System.IO.File.Exists(File) ? ValidationResult.Error($"There is no file '{File}'.")
        : base.Validate();
}

/// <summary>Puts rules in from a day on. What was granted or billed before rests on the rules of its day.</summary>
internal sealed class RulesImportCommand : AsyncCommand<RulesImportOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, RulesImportOptions settings, CancellationToken cancellationToken)
    {
        var from = DateOnly.ParseExact(settings.From, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = await System.IO.File.ReadAllTextAsync(settings.File, cancellationToken);
        IRequest<ErrorOr<Success>> command;
        try
        {
            command = settings.Of == RuledService.Care ? new SetCareRules(from, RuleDocument.Parse<CareRules>(text)) : new SetInsuranceRules(from, RuleDocument.Parse<InsuranceRules>(text));
        }
        catch (JsonException e)
        {
            return Failures.Say($"{settings.File}: {e.Message}");
        }
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var set = await portal.Get<IMediator>().Send(command, cancellationToken);
        if (set.IsError)
        {
            return Failures.Say(set.FirstError.Code switch
            {
                "Rules.NotAhead" => "Rules hold from a day after today on; those of today and before are what decisions rest on.",
                "Rules.Wrong" => $"{settings.File}: '{set.FirstError.Arguments()[0]}' is missing something or is out of range.",
                var code => code,
            });
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The rules of {settings.Of} hold from {from:yyyy-MM-dd} on."));
        return 0;
    }
}
