using CsCheck;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using static QingjiangpuPortal.Domain.Tests.GridReports.TestReport;

namespace QingjiangpuPortal.Domain.Tests.GridReports;

public sealed class StatisticDeltaTests
{
    [Fact]
    public void Whatever_happens_to_a_report_its_deltas_add_up_to_what_it_counts_in_the_end() =>
        // Steps are a verb and the hours until it is done; most are refused in their status, and change nothing.
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 40]).Array[0, 40].Sample(steps =>
        {
            var report = Fresh();
            var now = Filed;
            foreach (var (verb, hours) in steps)
            {
                now = now.AddHours(hours);
                Step(report, verb, now);
            }

            // As the save does: the deltas are made when all moves are done.
            var deltas = report.TakeEvents().SelectMany(DeltasOf).ToList();
            Assert.Equal(Expected(report), Sums(deltas));
            Assert.Equal(
                report.DueAt is { } due ? [(report.PlaceCode, report.CategoryCode, ChinaTime.DayOf(due), 1)] : [],
                OpenOf(deltas));
        }, iter: 3000);

    [Fact]
    public void A_filing_is_one_row_that_also_says_when_it_is_due()
    {
        var filed = Fresh();
        var delta = Assert.Single(filed.TakeEvents().SelectMany(DeltasOf));
        Assert.Equal((1, ChinaTime.DayOf(filed.DueAt!.Value)), (delta.Filed, delta.DueDay));
    }

    [Fact]
    public void A_move_that_changes_no_number_and_no_due_day_leaves_no_delta()
    {
        var report = Fresh();
        report.TakeEvents();
        report.Contact(Leader, note: null, report.AcceptDueAt.AddMinutes(1));
        Assert.Empty(report.TakeEvents().SelectMany(DeltasOf));
    }

    [Fact]
    public void Merged_it_stays_filed_but_owes_no_contact_and_is_not_open()
    {
        var report = GridReport.File(New() with { ReporterId = Reporter.PersonId }, Lighting, Reporter, Filed);
        report.MergeInto(Fresh(), Worker, note: null, Filed.AddHours(1));
        var deltas = report.TakeEvents().SelectMany(DeltasOf).ToList();
        Assert.Equal((1, 0, 0), (deltas.Sum(d => d.Filed), deltas.Sum(d => d.Dispatched), deltas.Sum(d => d.Closed)));
        Assert.Empty(OpenOf(deltas));
    }

    [Fact]
    public void Another_calendar_moves_what_is_open_to_its_new_day_without_a_line_of_history()
    {
        var report = In(GridReportStatus.Accepted);
        report.TakeEvents();
        report.Reckon(Rubbish, Filed);
        var delta = Assert.Single(report.TakeEvents().SelectMany(DeltasOf));
        Assert.NotEqual(delta.DueDay, delta.FormerDueDay);
    }

    [Fact]
    public void Several_moves_of_one_command_count_each_number_once()
    {
        var solved = GridReport.FileSolved(New(), Lighting, Leader, "当场更换灯泡", Filed).Value;
        var deltas = solved.TakeEvents().SelectMany(DeltasOf).ToList();
        Assert.Equal((1, 1, 1), (deltas.Sum(d => d.Filed), deltas.Sum(d => d.Resolved), deltas.Sum(d => d.ResolvedOnTime)));
    }

    [Theory]
    [InlineData(Satisfaction.Satisfied, 1)]
    [InlineData(Satisfaction.Fair, 1)]
    [InlineData(Satisfaction.Unsatisfied, 0)]
    public void Satisfied_and_fair_count_as_satisfied(Satisfaction satisfaction, int satisfied)
    {
        var report = In(GridReportStatus.Closed);
        report.TakeEvents();
        report.Rate(new(Solution.Solved, satisfaction), Reporter, note: null, Filed);
        var delta = Assert.Single(report.TakeEvents().SelectMany(DeltasOf));
        Assert.Equal((1, satisfied), (delta.Rated, delta.Satisfied));
    }

    private static IEnumerable<GridReportStatisticDelta> DeltasOf(IDomainEvent happened) => happened switch
    {
        GridReportMoved moved => GridReportStatisticDelta.Of(moved),
        GridReportReckoned reckoned => GridReportStatisticDelta.Of(reckoned.Before, reckoned.After),
        _ => [],
    };

    /// <summary>Every count of a day, place and category that is not zero.</summary>
    private static SortedDictionary<string, int> Sums(IEnumerable<GridReportStatisticDelta> deltas)
    {
        var sums = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var d in deltas)
            foreach (var (name, count) in new[]
            {
                ("filed", d.Filed), ("dispatched", d.Dispatched), ("contacted", d.ContactedInTime), ("resolved", d.Resolved), ("on time", d.ResolvedOnTime),
                ("closed", d.Closed), ("by micro-grid", d.ClosedByMicroGrid), ("by grid", d.ClosedByGrid), ("by community", d.ClosedByCommunity),
                ("by street", d.ClosedByStreet), ("rated", d.Rated), ("satisfied", d.Satisfied), ("told", d.SolutionTold), ("solved", d.Solved), ("partly", d.PartlySolved),
            })
                Add(sums, d.Day, d.PlaceCode, d.CategoryCode, name, count);
        return sums;
    }

    private static SortedDictionary<string, int> Expected(GridReport r)
    {
        var sums = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var dispatched = r.ReporterId is not null && r.Status is not (GridReportStatus.Withdrawn or GridReportStatus.Merged);
        Count(r.RecordedAt, ("filed", true), ("dispatched", dispatched), ("contacted", dispatched && r.ContactedInTime));
        Count(r.Status == GridReportStatus.Merged ? null : r.ResolvedAt, ("resolved", true), ("on time", r.ResolvedOnTime));
        Count(r.ClosedAt, ("closed", true), (r.HandlingUnitCode.Length switch
        {
            17 => "by micro-grid",
            15 => "by grid",
            12 => "by community",
            9 => "by street",
            _ => "closed at the top",
        }, r.HandlingUnitCode.Length > 6));
        Count(r.RatedAt, ("rated", true), ("satisfied", r.Satisfaction != Satisfaction.Unsatisfied), ("told", true), ("solved", r.Solution == Solution.Solved), ("partly", r.Solution == Solution.Partly));
        return sums;

        void Count(DateTimeOffset? at, params (string Name, bool Counts)[] counts)
        {
            if (at is not { } when) return;
            foreach (var (name, isCounted) in counts) Add(sums, ChinaTime.DayOf(when), r.PlaceCode, r.CategoryCode, name, isCounted ? 1 : 0);
        }
    }

    private static void Add(SortedDictionary<string, int> sums, DateOnly day, string place, string category, string name, int count)
    {
        var key = $"{day:yyyy-MM-dd} {place} {category} {name}";
        if (sums.GetValueOrDefault(key) + count is var sum and not 0) sums[key] = sum;
        else sums.Remove(key);
    }

    private static IEnumerable<(string Place, string Category, DateOnly Day, int Open)> OpenOf(IReadOnlyList<GridReportStatisticDelta> deltas) =>
        deltas.Where(d => d.DueDay is not null).Select(d => (d.PlaceCode, d.CategoryCode, Day: d.DueDay!.Value, Open: 1))
            .Concat(deltas.Where(d => d.FormerDueDay is not null).Select(d => (d.PlaceCode, d.CategoryCode, Day: d.FormerDueDay!.Value, Open: -1)))
            .GroupBy(x => (x.PlaceCode, x.CategoryCode, x.Day)).Select(g => (g.Key.PlaceCode, g.Key.CategoryCode, g.Key.Day, g.Sum(x => x.Open)))
            .Where(x => x.Item4 != 0);

    private static void Step(GridReport report, int verb, DateTimeOffset at)
    {
        _ = verb switch
        {
            0 => report.Accept(Lighting, Worker, note: null, at),
            1 => report.Correct(Rubbish, At("32081200300100101"), MicroGrid, Worker, note: null, at),
            2 => report.Correct(Lighting, At(MicroGrid), MicroGrid, Worker, note: null, at),
            3 => report.Start(Leader, note: null, at),
            4 or 5 => report.Resolve(ReportOutcome.Solved, Lighting, Leader, "已更换", at),
            6 => report.Verify(Worker, note: null, at),
            7 => report.FailVerification(Lighting, Reporter, "仍不亮", at),
            8 => report.CloseUnanswered(at),
            9 => report.Reopen(Lighting, Reporter, "又坏了", at),
            10 => report.Rate(new(Solution.Solved, Satisfaction.Satisfied), Reporter, note: null, at),
            11 => report.Rate(new(Solution.Partly, Satisfaction.Unsatisfied), Reporter, note: null, at),
            12 => report.FollowUp(new(Solution.NotSolved, Satisfaction.Fair), Lighting, Officer, "没修好", at),
            13 => report.FollowUp(answer: null, Lighting, Officer, note: null, at),
            14 => report.Contact(Leader, note: null, at),
            15 => report.Suspend(at.AddDays(2), Lighting, Officer, "等配件", at),
            16 => report.Resume(Lighting, Officer, note: null, at),
            17 => report.Escalate(Officer, note: null, at),
            18 => report.MergeInto(Fresh(), Worker, note: null, at),
            19 => report.Unmerge(Lighting, Officer, note: null, at),
            _ => report.Return(Leader, "不在我处", at),
        };
    }
}
