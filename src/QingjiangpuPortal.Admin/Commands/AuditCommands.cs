using System.ComponentModel;
using QingjiangpuPortal.Infrastructure.Audit;
using QingjiangpuPortal.Infrastructure.Persistence;
using Spectre.Console;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed class AuditVerifyOptions : PortalOptions
{
    [CommandOption("--published <FILE>")]
    [Description("A file of 'audit publish' from earlier, kept where the database's owner cannot write: without one a cut-off end cannot be noticed.")]
    public string? Published { get; init; }

    public override ValidationResult Validate() =>
        Published is null || File.Exists(Published) ? ValidationResult.Success() : ValidationResult.Error($"There is no file '{Published}'.");
}

internal sealed class AuditVerifyCommand : AsyncCommand<AuditVerifyOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, AuditVerifyOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var verifier = new AuditVerifier(portal.Get<PortalDbContext>(), portal.Get<TimeProvider>());
        var published = settings.Published is { } file ? AuditPublication.Read(File.ReadLines(file)) : [];
        var findings = 0;
        await foreach (var finding in verifier.VerifyAsync(published, cancellationToken))
        {
            Failures.Say(finding);
            findings++;
        }
        if (findings > 0) return Failures.Say($"{findings} findings in {verifier.Batches} batches of {verifier.Lines} lines.");
        Console.WriteLine($"All is well: {verifier.Batches} batches of {verifier.Lines} lines.");
        return 0;
    }
}

internal sealed class AuditPublishOptions : PortalOptions
{
    [CommandOption("--out <FILE>", isRequired: true)]
    [Description("Where to; an earlier file is not overwritten.")]
    public required string Out { get; init; }
}

internal sealed class AuditPublishCommand : AsyncCommand<AuditPublishOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, AuditPublishOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        await using var file = new StreamWriter(new FileStream(settings.Out, FileMode.CreateNew));
        var written = await AuditPublication.WriteAsync(portal.Get<PortalDbContext>(), file, cancellationToken);
        Console.WriteLine($"{written} batches are in {settings.Out}.");
        return 0;
    }
}
