using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.Tests.GridReports;

/// <summary>A report in a micro-grid, the people around it, and the way to every status.</summary>
internal static class TestReport
{
    public const string MicroGrid = "32081200300200101";
    public const string Department = "320812D01";

    public static readonly DateTimeOffset Filed = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    public static readonly ReportClock Lighting = Clock(ReportCategory.Create("04001", "路灯照明", "Street lighting", true, TimeLimit.Hours(2), TimeLimit.Hours(24), TimeLimit.Hours(48), 1));
    public static readonly ReportClock Rubbish = Clock(ReportCategory.Create("03001", "暴露垃圾", "Exposed rubbish", true, TimeLimit.Hours(1), TimeLimit.Hours(4), TimeLimit.Hours(24), 2));
    public static readonly ReportClock Dispute = Clock(ReportCategory.Create("01001", "邻里纠纷", "Between neighbours", false, TimeLimit.Hours(2), TimeLimit.Hours(168), TimeLimit.Hours(72), 3));

    public static readonly Actor Reporter = new(Guid.CreateVersion7(), []);
    public static readonly Actor Leader = With(PostKind.MicroGridLeader, MicroGrid);
    public static readonly Actor Worker = With(PostKind.GridWorker, MicroGrid[..15]);
    public static readonly Actor Officer = With(PostKind.CommunityOfficer, MicroGrid[..12]);

    /// <summary>Holds a post that does not cover the report, and is asked to handle it.</summary>
    public static readonly Actor Assignee = With(PostKind.GridWorker, "320812011001001");

    private static ReportClock Clock(ReportCategory category) => new(category, new WorkCalendar([]));

    public static Actor With(PostKind kind, string unitCode) => new(Guid.CreateVersion7(), [new(kind, unitCode)]);

    public static NewGridReport New(bool keepPrivate = false, string handlingUnit = MicroGrid) => new(
        Guid.CreateVersion7(), ReportSource.Web, "路灯不亮", keepPrivate, At(MicroGrid), handlingUnit,
        Reporter.PersonId, ContactName: null, ContactPhone: null, LinkHash: [1], OccurredAt: Filed);

    public static ReportPlace At(string microGrid) => new(microGrid, 33.6, 119.02, "三栋门口");

    public static GridReport Fresh(ReportClock? clock = null) => GridReport.File(New(), clock ?? Lighting, Reporter, Filed);

    /// <summary>A report that came to the status by the shortest way; where somebody handles it, it is <see cref="Assignee"/>.</summary>
    public static GridReport In(GridReportStatus status)
    {
        var report = Fresh();
        if (status == GridReportStatus.Rejected) report.Reject(Worker, "不属实", Filed);
        if (status == GridReportStatus.Withdrawn) report.Withdraw(Reporter, reason: null, Filed);
        if (status is GridReportStatus.Rejected or GridReportStatus.Withdrawn) return report;
        if (status >= GridReportStatus.Accepted) report.Accept(Lighting, Worker, note: null, Filed);
        if (status >= GridReportStatus.Assigned) report.AssignTo(Assignee.PersonId, assigneeUnitCode: null, Worker, note: null, Filed);
        if (status >= GridReportStatus.InProgress) report.Start(Assignee, note: null, Filed);
        if (status == GridReportStatus.Suspended) report.Suspend(Filed.AddDays(3), Lighting, Officer, "等配件到货", Filed);
        if (status == GridReportStatus.Merged) report.MergeInto(Fresh(), Worker, note: null, Filed);
        if (status is GridReportStatus.Suspended or GridReportStatus.Merged) return report;
        if (status >= GridReportStatus.Resolved) report.Resolve(ReportOutcome.Solved, Lighting, Assignee, "已更换", Filed);
        if (status >= GridReportStatus.Closed) report.Verify(Worker, note: null, Filed);
        return report;
    }
}
