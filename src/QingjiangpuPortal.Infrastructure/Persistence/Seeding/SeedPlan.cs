namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding;

/// <summary>What a seeding adds beyond the district's units, buildings and staff.</summary>
/// <param name="DemoAccounts">One account per role, and reports that wait for them.</param>
/// <param name="Reports">How many made-up reports.</param>
/// <param name="Months">Over how many months back they are spread.</param>
/// <param name="Seed">The same seed at the same time makes the same reports in the same database.</param>
/// <param name="AddToExisting">Also where there are reports already; otherwise such a database is left alone.</param>
/// <param name="VolunteersPerGrid">18 make the ten thousand that the district counts; each costs the sealing of a name and a number.</param>
public sealed record SeedPlan(bool DemoAccounts, int Reports, int Months, int Seed = SeedPlan.DefaultSeed, bool AddToExisting = false, int VolunteersPerGrid = 1)
{
    public const int DefaultSeed = 2026;
    public const int MaxMonths = 120;

    /// <summary>What the demo profile starts with: more than a year, so that every period has one to be compared with.</summary>
    public static readonly SeedPlan Demo = new(DemoAccounts: true, Reports: 9000, Months: 18);

    internal DateTimeOffset From(DateTimeOffset now) => now.AddMonths(-Months);
}

/// <summary>The steps of a seeding, in their order.</summary>
public enum SeedStep
{
    Units,
    Staff,
    Accounts,
    Register,
    Reports,
    Statistics,
    TidyUp,
}

/// <param name="Share">How much of the step is done, 0 to 1.</param>
public readonly record struct SeedProgress(SeedStep Step, double Share = 0);
