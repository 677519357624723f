using System.ComponentModel;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Statistics;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed class StatsVerifyOptions : PortalOptions
{
    [CommandOption("--repair")]
    [Description("Puts wrong numbers right afterwards, while the portal runs. Without it nothing is changed.")]
    public bool Repair { get; init; }
}

internal sealed class StatsVerifyCommand : AsyncCommand<StatsVerifyOptions>
{
    /// <summary>Enough to see what is wrong; the rest is only counted.</summary>
    private const int MostSaid = 100;

    public override async Task<int> ExecuteAsync(CommandContext context, StatsVerifyOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var verifier = new StatisticsVerifier(portal.Get<PortalDbContext>());
        var findings = 0;
        await foreach (var finding in verifier.VerifyAsync(cancellationToken))
            if (++findings <= MostSaid) Failures.Say(finding);
        if (findings == 0)
        {
            Console.WriteLine($"All is well: {verifier.Compared} rows of numbers are what the reports give.");
            return 0;
        }
        if (settings.Repair) Console.WriteLine($"{await verifier.RepairAsync(cancellationToken)} rows were put right.");
        return Failures.Say($"{findings} differences in {verifier.Compared} rows of numbers.");
    }
}
