using CsCheck;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Persistence.Statistics;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Dashboards;

public sealed class StatisticsVerifierTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public Task Whatever_happens_to_reports_folded_and_unfolded_numbers_are_what_a_recount_gives() =>
        Gen.Select(Gen.Int[0, 16], Gen.Int[0, 9], Gen.Int[0, 20]).Array[60].SampleAsync(async steps =>
        {
            var reports = new List<PortalReports.Filed>();
            foreach (var (verb, which, hours) in steps)
            {
                portal.Clock.Advance(TimeSpan.FromHours(hours));
                if (reports.Count < 4 || verb == 0) reports.Add(await portal.FileAsync(by: which < 7 ? portal.Resident : null));
                else if (verb == 1) await FoldAsync();
                else await TryAsync(reports[which % reports.Count], verb);
            }
            Assert.Empty(await FindingsAsync());
            await FoldAsync();
            Assert.Empty(await FindingsAsync());
        }, iter: 6, threads: 1);

    [Fact]
    public async Task It_raises_no_false_alarm_while_others_file_and_fold()
    {
        using var stop = new CancellationTokenSource();
        var filing = Task.Run(async () => { while (!stop.IsCancellationRequested) await portal.ReportInAsync(GridReportStatus.Closed); });
        var folding = Task.Run(async () => { while (!stop.IsCancellationRequested) await FoldAsync(); });
        for (var i = 0; i < 5; i++) Assert.Empty(await FindingsAsync());
        await stop.CancelAsync();
        await Task.WhenAll(filing, folding);
    }

    [Fact]
    public async Task A_wrong_number_is_named_and_repaired_while_others_file()
    {
        await portal.ReportInAsync(GridReportStatus.Closed);
        await FoldAsync();
        await portal.QueryAsync(db => db.GridReportStatistics.Where(s => s.UnitCode == "320812" && s.Part == "").ExecuteUpdateAsync(s => s.SetProperty(x => x.Closed, x => x.Closed + 7)));
        await portal.QueryAsync(db => db.OpenReportCounts.Where(s => s.UnitCode == "320812003").ExecuteDeleteAsync());
        await portal.FileAsync();

        var findings = await FindingsAsync();
        Assert.Contains(findings, f => f.StartsWith("unit 320812, period", StringComparison.Ordinal) && f.Contains("closed shown", StringComparison.Ordinal));

        var filing = portal.FileAsync();
        await portal.QueryAsync(db => new StatisticsVerifier(db).RepairAsync(CancellationToken.None));
        await filing;
        Assert.Empty(await FindingsAsync());
        Assert.Equal(0, await portal.QueryAsync(db => new StatisticsVerifier(db).RepairAsync(CancellationToken.None)));
    }

    private async Task TryAsync(PortalReports.Filed report, int verb)
    {
        var id = report.Id;
        // Most are refused in their status, and change nothing.
        _ = verb switch
        {
            2 => await Do(v => new AcceptGridReport(id, v, Note: null), portal.Worker),
            3 => await Do(v => new StartGridReport(id, v, Note: null), portal.Leader),
            4 or 5 => await Do(v => new ResolveGridReport(id, v, ReportOutcome.Solved, "已更换", []), portal.Leader),
            6 => await Do(v => new VerifyGridReport(id, v, Note: null), portal.Worker),
            7 => await Do(v => new RateGridReport(report.ByLink, v, Solution.Partly, Satisfaction.Satisfied, Reason: null), by: null),
            8 => await Do(v => new RateGridReport(report.ByLink, v, Solution.NotSolved, Satisfaction.Unsatisfied, "没修"), by: null),
            9 => await Do(v => new ReopenGridReport(report.ByLink, v, "又坏了"), by: null),
            10 => await Do(v => new WithdrawGridReport(report.ByLink, v, Reason: null), by: null),
            11 => await Do(v => new EscalateGridReport(id, v, "要社区协调"), portal.Worker),
            12 => await Do(v => new ContactReporter(id, v, RevealPurpose.AskDetails, Note: null), portal.Worker),
            13 => await Do(v => new RejectGridReport(id, v, "不属实"), portal.Worker),
            14 => await Do(v => new FailVerification(id, v, "没修好"), portal.Worker),
            15 => await Do(v => new RemoveMyDetails(report.ByLink, v), by: null),
            _ => await Do(v => new ReturnGridReport(id, v, "不在我处"), portal.Leader),
        };

        Task<ErrorOr<Success>> Do(Func<uint, IRequest<ErrorOr<Success>>> command, Guid? by) => portal.DoAsync(id, command, by);
    }

    private Task<int> FoldAsync() => portal.QueryAsync(db => StatisticsFolder.FoldAsync(db, CancellationToken.None));

    private Task<List<string>> FindingsAsync() => portal.QueryAsync(async db =>
    {
        var findings = new List<string>();
        await foreach (var finding in new StatisticsVerifier(db).VerifyAsync(CancellationToken.None)) findings.Add(finding);
        return findings;
    });
}
