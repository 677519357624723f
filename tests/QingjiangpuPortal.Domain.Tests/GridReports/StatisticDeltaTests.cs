using CsCheck;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using static QingjiangpuPortal.Domain.Tests.GridReports.TestReport;

namespace QingjiangpuPortal.Domain.Tests.GridReports;

public sealed class StatisticDeltaTests
{
    private sealed record Counts(int Filed, int Resolved, int OnTime, int Closed, int Rated, int Satisfied);

    [Fact]
    public void Whatever_happens_to_a_report_its_deltas_add_up_to_what_it_counts_in_the_end() =>
        // Steps are a verb and the hours until it is done; most are refused in their status, and change nothing.
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 40]).Array[0, 30].Sample(steps =>
        {
            var report = Fresh();
            var now = Filed;
            foreach (var (verb, hours) in steps)
            {
                now = now.AddHours(hours);
                Step(report, verb, now);
            }

            // As the save does: the deltas are made when all moves are done.
            var sums = report.TakeEvents().Cast<GridReportMoved>().SelectMany(GridReportStatisticDelta.Of)
                .GroupBy(d => (d.Day, d.CommunityCode, d.CategoryCode))
                .ToDictionary(g => g.Key, g => new Counts(
                    g.Sum(d => d.Filed), g.Sum(d => d.Resolved), g.Sum(d => d.ResolvedOnTime), g.Sum(d => d.Closed), g.Sum(d => d.Rated), g.Sum(d => d.Satisfied)));
            var expected = Expected(report);
            foreach (var key in sums.Keys.Union(expected.Keys))
                Assert.Equal(expected.GetValueOrDefault(key, new(0, 0, 0, 0, 0, 0)), sums.GetValueOrDefault(key, new(0, 0, 0, 0, 0, 0)));
        }, iter: 3000);

    [Fact]
    public void A_move_that_changes_no_number_leaves_no_delta()
    {
        var report = Fresh();
        report.TakeEvents();
        report.Accept(Lighting, Worker, note: null, Filed.AddHours(1));
        Assert.Empty(GridReportStatisticDelta.Of(Assert.IsType<GridReportMoved>(Assert.Single(report.TakeEvents()))));
    }

    [Fact]
    public void Several_moves_of_one_command_count_each_number_once()
    {
        var solved = GridReport.FileSolved(New(), Lighting, Leader, "当场更换灯泡", Filed).Value;
        var deltas = solved.TakeEvents().Cast<GridReportMoved>().SelectMany(GridReportStatisticDelta.Of).ToList();
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
        report.Rate(satisfaction, Reporter, note: null, Filed);
        var delta = Assert.Single(GridReportStatisticDelta.Of(Assert.IsType<GridReportMoved>(Assert.Single(report.TakeEvents()))));
        Assert.Equal((1, satisfied), (delta.Rated, delta.Satisfied));
    }

    private static Dictionary<(DateOnly, string, string), Counts> Expected(GridReport report)
    {
        var counts = new Dictionary<(DateOnly, string, string), Counts>();
        Add(report.RecordedAt, c => c with { Filed = c.Filed + 1 });
        if (report.ResolvedAt is { } resolved) Add(resolved, c => c with { Resolved = c.Resolved + 1, OnTime = c.OnTime + (report.ResolvedOnTime ? 1 : 0) });
        if (report.ClosedAt is { } closed) Add(closed, c => c with { Closed = c.Closed + 1 });
        if (report.RatedAt is { } rated)
            Add(rated, c => c with { Rated = c.Rated + 1, Satisfied = c.Satisfied + (report.Satisfaction == Satisfaction.Unsatisfied ? 0 : 1) });
        return counts;

        void Add(DateTimeOffset at, Func<Counts, Counts> count)
        {
            var key = (ChinaTime.DayOf(at), report.PlaceCode[..12], report.CategoryCode);
            counts[key] = count(counts.GetValueOrDefault(key, new(0, 0, 0, 0, 0, 0)));
        }
    }

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
            10 => report.Rate(Satisfaction.Satisfied, Reporter, note: null, at),
            11 => report.Rate(Satisfaction.Unsatisfied, Reporter, note: null, at),
            _ => report.Return(Leader, "不在我处", at),
        };
    }
}
