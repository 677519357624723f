using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;

/// <summary>
/// Reports in the demo's micro-grid that the demo accounts find waiting: something of every status in the queues, and
/// what the demo resident filed.
/// </summary>
internal sealed class DemoReports(ReportFactory factory, SeededStaff staff, Guid residentId, DateTimeOffset now)
{
    private readonly Actor _worker = staff.Worker(DemoAccounts.MicroGrid);
    private readonly Actor _leader = staff.Leader(DemoAccounts.MicroGrid)!;
    private readonly Actor _officer = staff.CommunityOfficer(DemoAccounts.MicroGrid);
    private readonly Actor _department = staff.Department(DepartmentKind.UrbanManagement, OrgCode.AncestorAt(DemoAccounts.MicroGrid, OrgLevel.District)!)!;
    private readonly Actor _resident = new(residentId, []);

    /// <returns>The reports in the order of their filing.</returns>
    public IEnumerable<GridReport> File()
    {
        // Hours are counted back from now; a category's limits decide what is overdue.
        GridReport[] reports =
        [
            Filed("04001", "{楼}前面的路灯一闪一闪，晚上看不清路。", hoursAgo: 0.4).Report,
            Filed("05001", "{楼}二楼楼道放了三辆旧自行车，走路要侧身。", hoursAgo: 1.2, ReportSource.QrCode).Report,
            Filed("03001", "{楼}后面垃圾桶满了，旁边堆了好几袋。", hoursAgo: 3.5).Report,
            Accepted("04005", "{楼}对面健身器材的踏板掉了，孩子爱在那里玩。", hoursAgo: 6),
            Accepted("05002", "{楼}出口被两辆车堵住，早上出不去。", hoursAgo: 4, ReportSource.Hotline),
            AssignedTo(_worker, "05003", "{楼}门禁坏了，外人随便进出。", hoursAgo: 20),
            AssignedTo(_leader, "01001", "{楼}两家为楼道堆放腌菜缸争吵。", hoursAgo: 9),
            AssignedToDepartment("03005", "{楼}旁香樟树枝伸到三楼窗户，刮风时打玻璃。", hoursAgo: 30),
            AssignedToDepartment("04002", "{楼}东侧雨水篦子破了一个洞。", hoursAgo: 28),
            InHand("05004", "{楼}顶楼渗水，墙面已经发霉。", hoursAgo: 26),
            InHand("02002", "{楼}一楼窗口拉线给电动车充电。", hoursAgo: 27),
            Suspended("04004", "{楼}热水管漏，物业说要等厂家配件。", hoursAgo: 25),
            Solved("04003", "{楼}门前地砖翘起，老人绊了一跤。", hoursAgo: 30, by: _leader, reporterId: null),
            Solved("04004", "{楼}水压太低，早晚高峰五楼没有水。", hoursAgo: 22, by: _worker, residentId),
            OfResidentInHand("04080", "大庆路公交站台的顶棚漏雨，{楼}的人都在那里等车。", hoursAgo: 40),
            OfResidentClosed("02001", "{楼}消防通道停满了车，救护车进不来。", hoursAgo: 24 * 4, rated: false),
            OfResidentClosed("03006", "{楼}楼道墙上贴满小广告。", hoursAgo: 24 * 17, rated: true),
            OfResidentWithdrawn("07002", "共享单车堵在{楼}门口。", hoursAgo: 24 * 9),
        ];
        // Two neighbours told of the same lamp: the later report went into the earlier one.
        var again = Filed("04001", "{楼}前面路灯坏了，一直闪。", hoursAgo: 0.2, ReportSource.QrCode).Report;
        ReportLife.Must(again.MergeInto(reports[0], _worker, note: null, Ago(0.1)));
        return reports.Append(again).OrderBy(report => report.RecordedAt);
    }

    private (GridReport Report, ReportClock Clock) Filed(
        string category, string text, double hoursAgo, ReportSource source = ReportSource.Web, Guid? reporterId = null)
    {
        var by = source == ReportSource.Hotline ? staff.DistrictOfficer(DemoAccounts.MicroGrid) : new Actor(reporterId, []);
        return factory.FileIn(DemoAccounts.MicroGrid, category, text, source, by, reporterId, Ago(hoursAgo));
    }

    private GridReport Accepted(string category, string text, double hoursAgo, ReportSource source = ReportSource.Web, Guid? reporterId = null)
    {
        var (report, clock) = Filed(category, text, hoursAgo, source, reporterId);
        ReportLife.Must(report.Accept(clock, _leader, note: null, Ago(hoursAgo * 0.9)));
        return report;
    }

    private GridReport AssignedTo(Actor assignee, string category, string text, double hoursAgo)
    {
        var report = Accepted(category, text, hoursAgo);
        ReportLife.Must(report.AssignTo(assignee.PersonId, null, _worker, note: null, Ago(hoursAgo * 0.7)));
        return report;
    }

    private GridReport AssignedToDepartment(string category, string text, double hoursAgo)
    {
        var report = Accepted(category, text, hoursAgo);
        ReportLife.Must(report.AssignTo(null, _department.Posts[0].UnitCode, _officer, "请派人处理，完成后反馈。", Ago(hoursAgo * 0.7)));
        return report;
    }

    private GridReport InHand(string category, string text, double hoursAgo)
    {
        var report = Accepted(category, text, hoursAgo);
        ReportLife.Must(report.Start(_worker, note: null, Ago(hoursAgo * 0.5)));
        return report;
    }

    private GridReport Suspended(string category, string text, double hoursAgo)
    {
        var (report, clock) = Filed(category, text, hoursAgo);
        ReportLife.Must(report.Accept(clock, _leader, note: null, Ago(hoursAgo * 0.9)));
        ReportLife.Must(report.Start(_worker, note: null, Ago(hoursAgo * 0.8)));
        ReportLife.Must(report.Suspend(ChinaTime.StartOf(ChinaTime.DayOf(now).AddDays(4)), clock, _officer, "等厂家配件，预计四天后到货。", Ago(hoursAgo * 0.6)));
        return report;
    }

    private GridReport Solved(string category, string text, double hoursAgo, Actor by, Guid? reporterId)
    {
        var (report, clock) = Filed(category, text, hoursAgo, reporterId: reporterId);
        ReportLife.Must(report.Accept(clock, _leader, note: null, Ago(hoursAgo * 0.98)));
        ReportLife.Must(report.Start(by, note: null, Ago(hoursAgo * 0.8)));
        ReportLife.Must(report.Resolve(ReportOutcome.Solved, clock, by, "已处理完毕，请确认是否解决。", Ago(hoursAgo * 0.3)));
        return report;
    }

    private GridReport OfResidentInHand(string category, string text, double hoursAgo)
    {
        var report = Accepted(category, text, hoursAgo, reporterId: residentId);
        ReportLife.Must(report.Start(_worker, note: null, Ago(hoursAgo * 0.5)));
        return report;
    }

    private GridReport OfResidentClosed(string category, string text, double hoursAgo, bool rated)
    {
        var report = Solved(category, text, hoursAgo, _worker, residentId);
        ReportLife.Must(report.Verify(_officer, note: null, Ago(hoursAgo * 0.25)));
        if (rated) ReportLife.Must(report.Rate(new(Solution.Solved, Satisfaction.Satisfied), _resident, note: null, Ago(hoursAgo * 0.2)));
        return report;
    }

    private GridReport OfResidentWithdrawn(string category, string text, double hoursAgo)
    {
        var report = Filed(category, text, hoursAgo, reporterId: residentId).Report;
        ReportLife.Must(report.Withdraw(_resident, "已经有人挪走了。", Ago(hoursAgo - 0.3)));
        return report;
    }

    private DateTimeOffset Ago(double hours)
    {
        var at = now.AddHours(-hours).UtcTicks;
        return new(at - at % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }
}
