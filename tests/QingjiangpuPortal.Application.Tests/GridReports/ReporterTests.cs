using ErrorOr;
using MediatR;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Testing;
using static QingjiangpuPortal.Domain.GridReports.GridReportStatus;

namespace QingjiangpuPortal.Application.Tests.GridReports;

public sealed class ReporterTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_reporter_gets_in_by_link_or_by_account_and_nobody_else_does()
    {
        var report = await portal.ReportInAsync(Submitted);
        foreach (var by in new Guid?[] { null, portal.Resident, portal.AnotherResident })
            Assert.Equal(report.Number, (await portal.SendAsync(new GetOwnReport(report.ByLink), by)).Must().Number);
        Assert.Equal(report.Number, (await portal.SendAsync(new GetOwnReport(report.ByAccount), portal.Resident)).Must().Number);

        foreach (var by in new Guid?[] { null, portal.AnotherResident, portal.Worker })
            Assert.Equal("GridReport.NotFound", (await portal.SendAsync(new GetOwnReport(report.ByAccount), by)).FirstError.Code);
        Assert.Equal("GridReport.NotFound", (await portal.SendAsync(new GetOwnReport(new(report.Id, "AAAAAAAAAAAAAAAAAAAAAA")), portal.Resident)).FirstError.Code);
    }

    public static TheoryData<GridReportStatus, Func<OwnReport, uint, IRequest<ErrorOr<Success>>>> Verbs => new()
    {
        { Submitted, (own, v) => new WithdrawGridReport(own, v, "已解决") },
        { Resolved, (own, v) => new AnswerWhetherSolved(own, v, Solved: true, Reason: null) },
        { Closed, (own, v) => new RateGridReport(own, v, Solution.Solved, Satisfaction.Fair, Reason: null) },
        { Closed, (own, v) => new ReopenGridReport(own, v, "又坏了") },
    };

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task A_reporters_verbs_are_theirs_alone(GridReportStatus status, Func<OwnReport, uint, IRequest<ErrorOr<Success>>> verb)
    {
        var report = await portal.ReportInAsync(status);
        Assert.Equal("GridReport.NotFound", (await portal.DoAsync(report.Id, v => verb(report.ByAccount, v), portal.AnotherResident)).FirstError.Code);
        Assert.Equal("GridReport.NotFound", (await portal.DoAsync(report.Id, v => verb(report.ByAccount, v), by: null)).FirstError.Code);
        Assert.Equal("Access.ChangedMeanwhile", (await portal.SendAsync(verb(report.ByLink, 1), by: null)).FirstError.Code);
        Assert.False((await portal.DoAsync(report.Id, v => verb(report.ByLink, v), by: null)).IsError);
    }

    [Fact]
    public async Task Solved_closes_the_report_and_not_solved_sends_it_back_with_the_reason()
    {
        var solved = await portal.ReportInAsync(Resolved);
        (await portal.DoAsync(solved.Id, v => new AnswerWhetherSolved(solved.ByAccount, v, Solved: true, Reason: null), portal.Resident)).Must();
        Assert.Equal(Closed, (await portal.ReportAsync(solved.Id)).Status);

        var notSolved = await portal.ReportInAsync(Resolved);
        var without = await portal.DoAsync(notSolved.Id, v => new AnswerWhetherSolved(notSolved.ByAccount, v, Solved: false, Reason: null), portal.Resident);
        Assert.Equal(("Reason.Missing", "Reason"), (without.FirstError.Code, without.FirstError.Field()));
        Assert.Equal("Report.AnswerMissing", (await portal.DoAsync(notSolved.Id, v => new AnswerWhetherSolved(notSolved.ByAccount, v, Solved: null, Reason: null), portal.Resident)).FirstError.Code);
        (await portal.DoAsync(notSolved.Id, v => new AnswerWhetherSolved(notSolved.ByAccount, v, Solved: false, "还是不亮"), portal.Resident)).Must();
        Assert.Equal(InProgress, (await portal.ReportAsync(notSolved.Id)).Status);
    }

    [Fact]
    public async Task An_unsatisfied_rating_reopens_the_report_and_a_satisfied_one_does_not()
    {
        var unsatisfied = await portal.ReportInAsync(Closed);
        (await portal.DoAsync(unsatisfied.Id, v => new RateGridReport(unsatisfied.ByLink, v, Solution.Solved, Satisfaction.Unsatisfied, "第二天又灭了"), by: null)).Must();
        var reopened = await portal.ReportAsync(unsatisfied.Id);
        Assert.Equal((Accepted, 1, Satisfaction.Unsatisfied), (reopened.Status, reopened.ReopenCount, reopened.Satisfaction));

        var satisfied = await portal.ReportInAsync(Closed);
        Assert.Equal("Report.RatingMissing", (await portal.DoAsync(satisfied.Id, v => new RateGridReport(satisfied.ByLink, v, Solution.Solved, Satisfaction: null, Reason: null), by: null)).FirstError.Code);
        Assert.Equal("Report.RatingMissing", (await portal.DoAsync(satisfied.Id, v => new RateGridReport(satisfied.ByLink, v, Solution.Solved, (Satisfaction)9, Reason: null), by: null)).FirstError.Code);
        (await portal.DoAsync(satisfied.Id, v => new RateGridReport(satisfied.ByLink, v, Solution.Solved, Satisfaction.Satisfied, Reason: null), by: null)).Must();
        var view = (await portal.SendAsync(new GetOwnReport(satisfied.ByLink), by: null)).Must();
        Assert.Equal((Closed, false), (view.Status, view.CanRate));
        Assert.Equal("GridReport.RatedAlready", (await portal.DoAsync(satisfied.Id, v => new RateGridReport(satisfied.ByLink, v, Solution.Solved, Satisfaction.Fair, Reason: null), by: null)).FirstError.Code);
    }

    [Fact]
    public async Task What_was_withdrawn_is_gone_from_the_public_and_stays_with_the_reporter()
    {
        var report = await portal.ReportInAsync(Submitted);
        Assert.Equal(report.Number, (await portal.SendAsync(new GetPublicReport(report.Number), by: null)).Must().Number);
        (await portal.DoAsync(report.Id, v => new WithdrawGridReport(report.ByAccount, v, Reason: null), portal.Resident)).Must();
        Assert.Equal("GridReport.NotFound", (await portal.SendAsync(new GetPublicReport(report.Number), by: null)).FirstError.Code);
        Assert.Contains((await portal.SendAsync(new ListMyReports(), portal.Resident)).Must().Items, r => r.Id == report.Id);
        Assert.DoesNotContain((await portal.SendAsync(new ListMyReports(), portal.AnotherResident)).Must().Items, r => r.Id == report.Id);
    }
}
