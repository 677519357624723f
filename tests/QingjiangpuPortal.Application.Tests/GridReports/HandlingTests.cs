using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using static QingjiangpuPortal.Domain.GridReports.GridReportStatus;

namespace QingjiangpuPortal.Application.Tests.GridReports;

public sealed class HandlingTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    /// <summary>The staff's verbs, with the status in which each is possible.</summary>
    private static readonly Dictionary<GridReportVerb, (GridReportStatus In, Func<PortalFixture, Guid, uint, IRequest<ErrorOr<Success>>> Command)> Verbs = new()
    {
        [GridReportVerb.Accept] = (Submitted, (_, id, v) => new AcceptGridReport(id, v, Note: null)),
        [GridReportVerb.Reject] = (Submitted, (_, id, v) => new RejectGridReport(id, v, "不属实")),
        [GridReportVerb.Correct] = (Submitted, (p, id, v) => new CorrectGridReport(id, v, "03001", p.Filing().Latitude, p.Filing().Longitude, Address: null, Note: null)),
        [GridReportVerb.Assign] = (Accepted, (p, id, v) => new AssignGridReport(id, v, p.Leader.ToString(), Note: null)),
        [GridReportVerb.Start] = (Assigned, (_, id, v) => new StartGridReport(id, v, Note: null)),
        [GridReportVerb.Return] = (InProgress, (_, id, v) => new ReturnGridReport(id, v, "不在我处")),
        [GridReportVerb.Resolve] = (InProgress, (_, id, v) => new ResolveGridReport(id, v, ReportOutcome.Solved, "已更换", [])),
        [GridReportVerb.Verify] = (Resolved, (_, id, v) => new VerifyGridReport(id, v, Note: null)),
        [GridReportVerb.FailVerification] = (Resolved, (_, id, v) => new FailVerification(id, v, "仍不亮")),
    };

    public static TheoryData<GridReportVerb> AllVerbs => [.. Verbs.Keys];

    [Theory]
    [MemberData(nameof(AllVerbs))]
    public async Task A_report_of_another_street_is_not_found(GridReportVerb verb)
    {
        var report = await portal.ReportInAsync(Verbs[verb].In);
        var result = await portal.DoAsync(report.Id, v => Verbs[verb].Command(portal, report.Id, v), portal.WorkerElsewhere);
        Assert.Equal("GridReport.NotFound", result.FirstError.Code);
        Assert.Equal(Verbs[verb].In, (await portal.ReportAsync(report.Id)).Status);
    }

    [Theory]
    [MemberData(nameof(AllVerbs))]
    public async Task Residents_and_visitors_have_no_verb_of_the_staff(GridReportVerb verb)
    {
        var report = await portal.ReportInAsync(Verbs[verb].In);
        Assert.Equal("Access.Forbidden", (await portal.DoAsync(report.Id, v => Verbs[verb].Command(portal, report.Id, v), portal.Resident)).FirstError.Code);
        Assert.Equal("Access.SignInFirst", (await portal.DoAsync(report.Id, v => Verbs[verb].Command(portal, report.Id, v), by: null)).FirstError.Code);
    }

    [Theory]
    [MemberData(nameof(AllVerbs))]
    public async Task What_a_page_showed_before_somebody_else_acted_changes_nothing(GridReportVerb verb)
    {
        var report = await portal.ReportInAsync(Verbs[verb].In);
        var shown = (await portal.ReportAsync(report.Id)).Version;
        (await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.TellResult, "已电话联系"), portal.Worker)).Must();

        var by = verb is GridReportVerb.Start or GridReportVerb.Return or GridReportVerb.Resolve ? portal.Leader : portal.Worker;
        Assert.Equal("Access.ChangedMeanwhile", (await portal.SendAsync(Verbs[verb].Command(portal, report.Id, shown), by)).FirstError.Code);
        Assert.False((await portal.DoAsync(report.Id, v => Verbs[verb].Command(portal, report.Id, v), by)).IsError);
    }

    [Fact]
    public async Task Of_two_who_act_at_once_one_wins_and_the_other_is_told()
    {
        for (var time = 0; time < 5; time++)
        {
            var report = await portal.ReportInAsync(Submitted);
            var version = (await portal.ReportAsync(report.Id)).Version;
            var results = await Task.WhenAll(
                Task.Run(() => portal.SendAsync(new AcceptGridReport(report.Id, version, Note: null), portal.Worker)),
                Task.Run(() => portal.SendAsync(new RejectGridReport(report.Id, version, "不属实"), portal.CommunityOfficer)));
            Assert.Equal("Access.ChangedMeanwhile", Assert.Single(results, r => r.IsError).FirstError.Code);
            Assert.Equal(2, await portal.QueryAsync(db => db.GridReportTimeline.CountAsync(t => t.ReportId == report.Id)));
        }
    }

    [Fact]
    public async Task A_report_is_assigned_only_around_its_unit()
    {
        var report = await portal.ReportInAsync(Accepted);
        foreach (var elsewhere in new[] { portal.WorkerElsewhere.ToString(), portal.Resident.ToString(), "320812011D01", "320812003002", "nobody" })
        {
            var refused = await portal.DoAsync(report.Id, v => new AssignGridReport(report.Id, v, elsewhere, Note: null), portal.Worker);
            Assert.Equal(("Assignee.NotAround", "Assignee"), (refused.FirstError.Code, refused.FirstError.Field()));
        }
        Assert.Equal("Assignee.Missing", (await portal.DoAsync(report.Id, v => new AssignGridReport(report.Id, v, Assignee: null, Note: null), portal.Worker)).FirstError.Code);

        var offered = (await portal.SendAsync(new ListAssignees(report.Id), portal.Worker)).Must();
        Assert.Contains(offered, a => a.Value == portal.Leader.ToString());
        Assert.DoesNotContain(offered, a => a.UnitCode.StartsWith("320812011", StringComparison.Ordinal));
        (await portal.DoAsync(report.Id, v => new AssignGridReport(report.Id, v, "320812D01", Note: null), portal.Worker)).Must();
    }

    [Fact]
    public async Task A_department_starts_and_resolves_what_it_was_assigned()
    {
        var report = await portal.ReportInAsync(Accepted);
        Assert.Equal("GridReport.NotFound", (await portal.SendAsync(new GetReport(report.Id), portal.DepartmentOfficer)).FirstError.Code);
        (await portal.DoAsync(report.Id, v => new AssignGridReport(report.Id, v, "320812D01", Note: null), portal.StreetOfficer)).Must();
        (await portal.DoAsync(report.Id, v => new StartGridReport(report.Id, v, Note: null), portal.DepartmentOfficer)).Must();
        (await portal.DoAsync(report.Id, v => new ResolveGridReport(report.Id, v, ReportOutcome.NotFixed, "需列入年度计划", []), portal.DepartmentOfficer)).Must();
        Assert.Equal(ReportOutcome.NotFixed, (await portal.ReportAsync(report.Id)).Outcome);
    }

    [Fact]
    public async Task Whoever_asks_with_a_reason_sees_the_number_for_ten_minutes_and_nobody_else_does()
    {
        var report = await portal.FileAsync(portal.Filing() with { ContactName = "周小满", ContactPhone = "13800138000" }, portal.Resident);
        Assert.Null((await portal.SendAsync(new GetReport(report.Id), portal.Worker)).Must().Contact);
        (await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.Appointment, "明早上门"), portal.Worker)).Must();
        var until = portal.Clock.GetUtcNow() + Reveal.ValidFor;

        Assert.Equal(new RevealedContact("周小满", "13800138000", until), (await portal.SendAsync(new GetReport(report.Id), portal.Worker)).Must().Contact);
        var second = (await portal.SendAsync(new GetReport(report.Id), portal.CommunityOfficer)).Must();
        Assert.Equal((null, "周**", "138****8000"), (second.Contact, second.MaskedContactName, second.MaskedContactPhone));
        Assert.Null((await portal.SendAsync(new GetOwnReport(report.ByAccount), portal.Resident)).Must().Contact);
        var another = await portal.FileAsync(portal.Filing() with { ContactPhone = "13800138000" });
        Assert.Null((await portal.SendAsync(new GetReport(another.Id), portal.Worker)).Must().Contact);

        portal.Clock.Advance(Reveal.ValidFor);
        Assert.Null((await portal.SendAsync(new GetReport(report.Id), portal.Worker)).Must().Contact);
        var trail = await portal.QueryAsync(db => db.AuditEntries.SingleAsync(e => e.Kind == AuditKind.Reveal && e.SubjectId == report.Id.ToString()));
        Assert.Equal((portal.Worker, portal.Resident, "done", "Appointment: 明早上门"), (trail.ActorId, trail.PersonId, trail.Result, trail.Reason));
    }

    [Fact]
    public async Task Without_a_reason_or_out_of_scope_nothing_is_revealed_and_the_attempt_is_in_the_trail()
    {
        var report = await portal.FileAsync(portal.Filing() with { ContactPhone = "13800138000" });
        foreach (var (purpose, note, code, field) in new (RevealPurpose?, string?, string, string)[]
        {
            (null, "说一声", "Reveal.PurposeMissing", "Purpose"),
            ((RevealPurpose)77, "说一声", "Reveal.PurposeMissing", "Purpose"),
            (RevealPurpose.Other, " ", "Reason.Missing", "Note"),
            (RevealPurpose.AskDetails, new string('长', 901), "Note.TooLong", "Note"),
        })
        {
            var refused = (await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, purpose, note), portal.Worker)).FirstError;
            Assert.Equal((code, field), (refused.Code, refused.Field()));
        }
        var elsewhere = await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.AskDetails, Note: null), portal.WorkerElsewhere);
        Assert.Equal("GridReport.NotFound", elsewhere.FirstError.Code);
        Assert.Equal(0, await portal.QueryAsync(db => db.Reveals.CountAsync(r => r.SubjectId == report.Id)));
        var trail = await portal.QueryAsync(db => db.AuditEntries.SingleAsync(e => e.Kind == AuditKind.Reveal && e.SubjectId == report.Id.ToString()));
        Assert.Equal((portal.WorkerElsewhere, "GridReport.NotFound"), (trail.ActorId, trail.Result));
    }

    [Fact]
    public async Task Contacting_leaves_a_line_of_who_asked_that_the_staff_see()
    {
        var report = await portal.FileAsync();
        (await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.Appointment, "约明早上门"), portal.Worker)).Must();
        var staff = (await portal.SendAsync(new GetReport(report.Id), portal.CommunityOfficer)).Must();
        var line = Assert.Single(staff.Timeline, t => t.Verb == GridReportVerb.Contact);
        Assert.Equal(("李**", "约明早上门", false), (line.PersonName, line.Note, line.IsPublic));
        var own = (await portal.SendAsync(new GetOwnReport(report.ByLink), by: null)).Must();
        Assert.DoesNotContain(own.Timeline, t => t.Verb == GridReportVerb.Contact);
    }

    [Fact]
    public async Task A_corrected_place_moves_the_report_to_the_unit_of_the_new_place()
    {
        var report = await portal.ReportInAsync(Submitted);
        var to = portal.Filing("32081200300200102");
        (await portal.DoAsync(report.Id, v => new CorrectGridReport(report.Id, v, "03001", to.Latitude, to.Longitude, "五栋南侧", Note: null), portal.Worker)).Must();
        var corrected = await portal.ReportAsync(report.Id);
        Assert.Equal(("32081200300200102", DemoAccounts.Grid, "03001", "五栋南侧"), (corrected.PlaceCode, corrected.HandlingUnitCode, corrected.CategoryCode, corrected.Address));
    }

    [Fact]
    public async Task Reasons_are_asked_for()
    {
        var report = await portal.ReportInAsync(Submitted);
        var refused = await portal.DoAsync(report.Id, v => new RejectGridReport(report.Id, v, " "), portal.Worker);
        Assert.Equal(("Reason.Missing", "Reason"), (refused.FirstError.Code, refused.FirstError.Field()));
        var tooLong = await portal.DoAsync(report.Id, v => new RejectGridReport(report.Id, v, new string('不', 1001)), portal.Worker);
        Assert.Equal("Note.TooLong", tooLong.FirstError.Code);
        Assert.Equal([1000], tooLong.FirstError.Arguments());
    }

    [Fact]
    public async Task A_post_that_ended_opens_nothing_any_more()
    {
        var report = await portal.ReportInAsync(Submitted);
        var officer = await portal.AddPersonAsync(PostKind.CommunityOfficer, "320812003002");
        (await portal.SendAsync(new GetReport(report.Id), officer)).Must();
        var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        await portal.QueryAsync(db => db.Posts.Where(p => p.PersonId == officer).ExecuteUpdateAsync(p => p.SetProperty(x => x.ValidTo, today)));
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new GetReport(report.Id), officer)).FirstError.Code);
    }
}
