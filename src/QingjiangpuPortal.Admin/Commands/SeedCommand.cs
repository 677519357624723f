using System.ComponentModel;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using Spectre.Console;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal enum SeedScale
{
    Demo,
    District,
}

internal sealed class SeedOptions : PortalOptions
{
    [CommandOption("--scale <SCALE>")]
    [Description("demo: what the demo profile starts with, demo accounts and reports included. district: units, buildings and staff, and reports only as many as --reports says.")]
    [DefaultValue(SeedScale.Demo)]
    public SeedScale Scale { get; init; }

    [CommandOption("--reports <COUNT>")]
    [Description("How many made-up reports; by default 9000 at the demo scale and none at the district's.")]
    public int? Reports { get; init; }

    [CommandOption("--months <COUNT>")]
    [Description("Over how many months back they are spread (1 to 120).")]
    [DefaultValue(6)]
    public int Months { get; init; }

    [CommandOption("--seed <NUMBER>")]
    [Description("The same seed makes the same data.")]
    [DefaultValue(SeedPlan.DefaultSeed)]
    public int Seed { get; init; }

    [CommandOption("--volunteers-per-grid <COUNT>")]
    [Description("How many volunteers each grid has (0 to 40); 18 make the ten thousand that the district counts.")]
    [DefaultValue(1)]
    public int VolunteersPerGrid { get; init; }

    [CommandOption("--add")]
    [Description("Adds to a database that has reports already, which is refused otherwise.")]
    public bool Add { get; init; }

    public override ValidationResult Validate() =>
        Reports is < 0 or > MaxReports ? ValidationResult.Error($"--reports must lie between 0 and {MaxReports:#,0}.")
        : Months is < 1 or > SeedPlan.MaxMonths ? ValidationResult.Error($"--months must lie between 1 and {SeedPlan.MaxMonths}.")
        : VolunteersPerGrid is < 0 or > MaxVolunteers ? ValidationResult.Error($"--volunteers-per-grid must lie between 0 and {MaxVolunteers}.")
        : ValidationResult.Success();

    private const int MaxReports = 20_000_000;
    private const int MaxVolunteers = 40;

    public SeedPlan Plan => new(
        DemoAccounts: Scale == SeedScale.Demo, Reports ?? (Scale == SeedScale.Demo ? SeedPlan.Demo.Reports : 0), Months, Seed, AddToExisting: Add, VolunteersPerGrid);
}

internal sealed class SeedCommand : AsyncCommand<SeedOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, SeedOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var clock = portal.Get<TimeProvider>();
        var started = clock.GetTimestamp();
        var db = portal.Get<PortalDbContext>();
        await PortalDatabase.MigrateAsync(db, clock, cancellationToken);

        var seeded = await SeedProgressDisplay.ShowAsync(progress => DistrictSeeder.SeedAsync(
            db, portal.Get<IPersonalDataCipher>(), clock, settings.Plan, progress, cancellationToken));
        if (!seeded) return Failures.Say("The database has reports already; nothing was changed. --add puts more beside them.");
        Console.WriteLine($"Done in {clock.GetElapsedTime(started).TotalSeconds:0.0} seconds.");
        return 0;
    }
}
