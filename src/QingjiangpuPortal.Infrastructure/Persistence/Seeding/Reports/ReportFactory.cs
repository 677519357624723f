using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Staff;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;

/// <summary>Files made-up reports and lets them live until now.</summary>
internal sealed class ReportFactory
{
    private const double Private = 0.03;
    private const double WithContact = 0.75;
    private const double WithContactName = 0.5;
    private const double SolvedOnTheSpot = 0.35;

    /// <summary>Encrypting is what costs most, so a great many reports share the numbers of a few hundred people.</summary>
    private const int Contacts = 400;

    /// <summary>Beyond the numbers of the staff.</summary>
    private const int FirstContact = 100_000;

    /// <summary>Whoever left no account answers by the private link.</summary>
    private static readonly Actor LinkHolder = Actor.Anonymous with { HoldsPrivateLink = true };

    private static readonly (ReportSource Source, double Day, double Night)[] Sources =
    [
        (ReportSource.Web, 34, 62), (ReportSource.QrCode, 18, 18), (ReportSource.WalkIn, 10, 0), (ReportSource.Patrol, 22, 0),
        (ReportSource.Hotline, 11, 18), (ReportSource.PropertyManager, 4, 0), (ReportSource.Open311, 1, 2),
    ];

    private static readonly WeightedDraw SourceByDay = new(Sources.Select(s => s.Day));
    private static readonly WeightedDraw SourceByNight = new(Sources.Select(s => s.Night));
    private static readonly WeightedDraw[,] TownTopics = DrawTopics(_ => true);
    private static readonly WeightedDraw[,] VillageTopics = DrawTopics(topic => topic.VillageProblems.Count > 0);

    private readonly SeededRandom _random;
    private readonly SeededStaff _staff;
    private readonly SeededPlaces _places;
    private readonly ReportLife _life;

    /// <summary>The last open report of each grid and category, into which a later one may be merged.</summary>
    private readonly Dictionary<(string Grid, string Category), GridReport> _latest = [];
    private readonly Dictionary<string, ReportClock> _clocks;
    private readonly Protected[] _phones;
    private readonly Protected[] _names;

    public ReportFactory(
        SeededRandom random, SeededStaff staff, SeededPlaces places, IEnumerable<ReportCategory> categories, WorkCalendar calendar, IPersonalDataCipher cipher, DateTimeOffset now)
    {
        _random = random;
        _staff = staff;
        _places = places;
        _life = new(staff, random, now);
        _clocks = categories.ToDictionary(c => c.Code, c => new ReportClock(c, calendar), StringComparer.Ordinal);
        _phones = [.. Enumerable.Range(FirstContact, Contacts).Select(i => cipher.Protect(PeopleNames.Phone(i), PersonalDataKind.Phone))];
        _names = [.. Enumerable.Range(0, Contacts).Select(_ => cipher.Protect(PeopleNames.Next(random), PersonalDataKind.Name))];
    }

    /// <summary>A report of any kind from anywhere in the district.</summary>
    public GridReport File(DateTimeOffset at)
    {
        var local = ChinaTime.ToLocal(at);
        var place = _places.Next(_random);
        var topic = ReportTopic.All[(place.IsVillage ? VillageTopics : TownTopics)[local.Month - 1, local.Hour].Next(_random)];
        var clock = _clocks[topic.CategoryCode];
        var source = Sources[(local.Hour is >= 7 and < 21 ? SourceByDay : SourceByNight).Next(_random)].Source;
        var leader = _staff.Leader(place.Place.PlaceCode);
        var reporter = source == ReportSource.Patrol ? null : LinkHolder;

        var from = New(source, Describe(topic, place), place, at, reporterId: null);
        var finder = leader ?? _staff.Worker(place.Place.PlaceCode);
        if (source is ReportSource.Patrol or ReportSource.WalkIn && _random.Chance(SolvedOnTheSpot))
        {
            var solved = ReportLife.Must(GridReport.FileSolved(from, clock, finder, _random.Pick(topic.Answers), at));
            _life.Close(solved, clock, topic, reporter);
            return solved;
        }
        var by = source switch
        {
            ReportSource.Patrol or ReportSource.WalkIn or ReportSource.PropertyManager => finder,
            ReportSource.Hotline => _staff.DistrictOfficer(place.Place.PlaceCode),
            _ => Actor.Anonymous,
        };
        var report = GridReport.File(from, clock, by, at);
        _life.Live(report, clock, topic, reporter);
        var spot = (OrgCode.AncestorAt(report.PlaceCode, OrgLevel.Grid)!, report.CategoryCode);
        if (_latest.TryGetValue(spot, out var earlier)) _life.Merge(report, clock, earlier);
        if (report.Status.IsOpen()) _latest[spot] = report;
        return report;
    }

    /// <summary>A report in one micro-grid with a text of one's own, on which nothing has been done yet.</summary>
    public (GridReport Report, ReportClock Clock) FileIn(
        string microGridCode, string categoryCode, string text, ReportSource source, Actor by, Guid? reporterId, DateTimeOffset at)
    {
        var place = _places.NextIn(microGridCode, _random);
        var clock = _clocks[categoryCode];
        return (GridReport.File(New(source, text.Replace("{楼}", place.Building, StringComparison.Ordinal), place, at, reporterId), clock, by, at), clock);
    }

    private NewGridReport New(ReportSource source, string text, SeededPlace place, DateTimeOffset at, Guid? reporterId)
    {
        var hasContact = source != ReportSource.Patrol && _random.Chance(WithContact);
        return new(
            _random.NextId(at), source, text, _random.Chance(Private), place.Place,
            _staff.Leader(place.Place.PlaceCode) is null ? OrgCode.ParentOf(place.Place.PlaceCode)! : place.Place.PlaceCode, reporterId,
            hasContact && _random.Chance(WithContactName) ? _random.Pick(_names) : null,
            hasContact ? _random.Pick(_phones) : null,
            // A link that nobody knows: no token has this hash.
            _random.Bytes(32), at);
    }

    private string Describe(ReportTopic topic, SeededPlace place) =>
        _random.Pick(place.IsVillage ? topic.VillageProblems : topic.Problems).Replace("{楼}", place.Building, StringComparison.Ordinal).Replace("{路}", place.Road, StringComparison.Ordinal)
        + _random.Pick(ReportTopic.Remarks) + "。";

    private static WeightedDraw[,] DrawTopics(Func<ReportTopic, bool> isPossible)
    {
        var draws = new WeightedDraw[12, 24];
        for (var month = 1; month <= 12; month++)
            for (var hour = 0; hour < 24; hour++)
                draws[month - 1, hour] = new(ReportTopic.All.Select(topic => isPossible(topic) ? topic.WeightAt(month, hour) : 0));
        return draws;
    }
}
