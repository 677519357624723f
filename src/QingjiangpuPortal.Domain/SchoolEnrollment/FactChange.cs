using System.Globalization;

namespace QingjiangpuPortal.Domain.SchoolEnrollment;

/// <summary>What of a registration a checker can correct. Stored by its name.</summary>
public enum CorrectedFact
{
    HukouSince = 1,
    Home = 2,
    HomeSince = 3,
    LeaseRegistered = 4,
    PropertyNumber = 5,
    PermitSince = 6,
    SocialInsurance = 7,

    /// <summary>What follows from the others.</summary>
    Category = 8,
}

/// <summary>One thing that was corrected, as it is kept in the history: a day as 2018-03-01, a kind by its name, a number masked.</summary>
/// <param name="From"><c>null</c> where there was none.</param>
public sealed record FactChange(CorrectedFact Fact, string? From, string? To)
{
    /// <summary>What differs, the category that follows last.</summary>
    public static IReadOnlyList<FactChange> Between(AddressFacts before, AddressFacts after) =>
    [
        .. new FactChange[]
        {
            new(CorrectedFact.HukouSince, Day(before.HukouSince), Day(after.HukouSince)),
            new(CorrectedFact.Home, before.Home.ToString(), after.Home.ToString()),
            new(CorrectedFact.HomeSince, Day(before.HomeSince), Day(after.HomeSince)),
            new(CorrectedFact.LeaseRegistered, before.IsLeaseRegistered.ToString(), after.IsLeaseRegistered.ToString()),
            new(CorrectedFact.PermitSince, Day(before.PermitSince), Day(after.PermitSince)),
            new(CorrectedFact.SocialInsurance, before.HasSocialInsurance.ToString(), after.HasSocialInsurance.ToString()),
            new(CorrectedFact.Category, before.Category?.ToString(), after.Category?.ToString()),
        }.Where(change => change.From != change.To),
    ];

    /// <summary>As it stands in a row.</summary>
    public string Write() => $"{Fact}|{From}|{To}";

    public static FactChange Read(string written)
    {
        var parts = written.Split('|');
        return new(Enum.Parse<CorrectedFact>(parts[0]), Value(parts[1]), Value(parts[2]));

        static string? Value(string part) => part.Length == 0 ? null : part;
    }

    private static string? Day(DateOnly? day) => day?.ToString("O", CultureInfo.InvariantCulture);
}
