using ErrorOr;

namespace QingjiangpuPortal.Domain.SchoolEnrollment;

/// <param name="Seats">In this round.</param>
public sealed record MarketSchool(string Code, int Seats, bool IsPrivate);

/// <param name="Catchments">The public schools in whose catchment the home lies.</param>
/// <param name="LotteryRank">Counted from 1; <c>null</c> for who was not in the lottery.</param>
/// <param name="Sequence">Different for everybody: what decides where nothing else does.</param>
/// <param name="Preferences">Schools, best first.</param>
public sealed record MarketApplicant(
    Guid Id, AdmissionCategory Category, AddressFacts Facts, int? LotteryRank, long Sequence, IReadOnlyList<string> Preferences, IReadOnlyCollection<string> Catchments);

/// <param name="School"><c>null</c> for who is placed nowhere.</param>
public sealed record MarketPlacement(Guid ApplicantId, string? School);

/// <summary>
/// The schools and applicants of a round, and who comes before whom at each school: in a public school first those of its
/// catchment, by category and then by the round's ties; everybody else after them, in the same order. A private school has no
/// catchment and no categories: the lottery alone decides.
/// </summary>
public sealed class AdmissionMarket
{
    private readonly IReadOnlyList<MarketSchool> _schools;
    private readonly IReadOnlyList<MarketApplicant> _applicants;
    private readonly AdmissionCategory[] _categories;
    private readonly TieRule[] _ties;

    /// <param name="applicants">In any order: the outcome is the same.</param>
    public AdmissionMarket(IEnumerable<MarketSchool> schools, IEnumerable<MarketApplicant> applicants, AdmissionRound round)
    {
        _schools = [.. schools.OrderBy(s => s.Code, StringComparer.Ordinal)];
        _applicants = [.. applicants.OrderBy(a => a.Sequence)];
        (_categories, _ties) = (round.Categories, round.Ties);
    }

    /// <summary>Who may be placed at each school, best first.</summary>
    public IEnumerable<(MarketSchool School, IReadOnlyList<MarketApplicant> Order)> Orders()
    {
        var asking = _applicants.SelectMany(a => a.Preferences.Distinct(StringComparer.Ordinal).Select(school => (school, a))).ToLookup(x => x.school, x => x.a, StringComparer.Ordinal);
        foreach (var school in _schools)
            yield return (school, [.. asking[school.Code].Select(a => (Applicant: a, Key: KeyOf(a, school))).OrderBy(x => x.Key, Keys).Select(x => x.Applicant)]);
    }

    /// <returns>One for every applicant, or the failures of <see cref="DeferredAcceptance.Place"/>.</returns>
    public ErrorOr<IReadOnlyList<MarketPlacement>> Place()
    {
        var schoolAt = _schools.Select((s, at) => (s.Code, at)).ToDictionary(x => x.Code, x => x.at, StringComparer.Ordinal);
        var applicantAt = _applicants.Select((a, at) => (a.Id, at)).ToDictionary(x => x.Id, x => x.at);
        var preferences = new NumberLists(_applicants.Count);
        foreach (var applicant in _applicants) preferences.Add([.. applicant.Preferences.Where(schoolAt.ContainsKey).Select(code => schoolAt[code])]);
        var priorities = new NumberLists(_schools.Count);
        foreach (var (_, order) in Orders()) priorities.Add([.. order.Select(a => applicantAt[a.Id])]);
        var placed = DeferredAcceptance.Place([.. _schools.Select(s => s.Seats)], preferences, priorities);
        if (placed.IsError) return placed.Errors;
        return _applicants.Select((a, at) => new MarketPlacement(a.Id, placed.Value[at] is var school and not DeferredAcceptance.Unplaced ? _schools[school].Code : null)).ToList();
    }

    private static readonly Comparer<long[]> Keys = Comparer<long[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right));

    private long[] KeyOf(MarketApplicant applicant, MarketSchool school) => school.IsPrivate
        ? [TieOf(applicant, TieRule.Lottery), applicant.Sequence]
        : [
            applicant.Catchments.Contains(school.Code) ? 0 : 1,
            Array.IndexOf(_categories, applicant.Category) is var at and >= 0 ? at : _categories.Length,
            .. _ties.Select(tie => TieOf(applicant, tie)),
            applicant.Sequence,
        ];

    private static long TieOf(MarketApplicant applicant, TieRule tie) => tie switch
    {
        TieRule.PropertyDay => applicant.Facts.PropertySince?.DayNumber ?? int.MaxValue,
        TieRule.HukouDay => applicant.Facts.HukouSince?.DayNumber ?? int.MaxValue,
        _ => applicant.LotteryRank ?? int.MaxValue,
    };
}
