using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Audit;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Audit;

/// <summary>The line that each command leaves, done or refused, and who may read it.</summary>
public sealed class AuditLinesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Filing_leaves_one_line_however_often_the_form_is_sent()
    {
        var filing = portal.Filing();
        var report = await portal.FileAsync(filing, portal.Resident);
        await portal.FileAsync(filing, portal.Resident);

        var line = Assert.Single(await LinesAboutAsync(report.Id));
        Assert.Equal(("FileGridReport", AuditKind.Change, AuditEntry.Done, portal.Resident, portal.Resident), (line.Action, line.Kind, line.Result, line.ActorId, line.PersonId));
    }

    [Fact]
    public async Task Each_step_names_the_report_the_person_and_the_post_that_allowed_it()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Closed);

        var lines = await LinesAboutAsync(report.Id);
        Assert.Equal(["FileGridReport", "AcceptGridReport", "AssignGridReport", "StartGridReport", "ResolveGridReport", "VerifyGridReport"], lines.Select(l => l.Action));
        Assert.All(lines, l => Assert.Equal((portal.Resident, nameof(GridReport)), (l.PersonId, l.SubjectKind)));
        Assert.Equal([null, PostKind.GridWorker, PostKind.GridWorker, PostKind.MicroGridLeader, PostKind.MicroGridLeader, PostKind.GridWorker], lines.Select(l => l.PostKind));
    }

    [Fact]
    public async Task A_refused_command_leaves_its_line_with_the_code_and_changes_nothing()
    {
        var report = await portal.FileAsync(by: portal.Resident);
        await portal.DoAsync(report.Id, v => new AcceptGridReport(report.Id, v, Note: null), portal.WorkerElsewhere);
        await portal.SendAsync(new AcceptGridReport(report.Id, 0, Note: null), portal.Worker);
        await portal.DoAsync(report.Id, v => new RejectGridReport(report.Id, v, "不归我们管，请打 12345"), portal.Leader);

        Assert.Equal(
            [("FileGridReport", AuditEntry.Done), ("AcceptGridReport", "GridReport.NotFound"), ("AcceptGridReport", "Access.ChangedMeanwhile"), ("RejectGridReport", "Access.Forbidden")],
            (await LinesAboutAsync(report.Id)).Select(l => (l.Action, l.Result)));
        Assert.Equal(GridReportStatus.Submitted, (await portal.ReportAsync(report.Id)).Status);
    }

    [Fact]
    public async Task What_the_holder_of_a_private_link_does_is_about_the_report()
    {
        var report = await portal.FileAsync();
        await portal.DoAsync(report.Id, v => new WithdrawGridReport(report.ByLink, v, Reason: null), by: null);

        var line = (await LinesAboutAsync(report.Id))[^1];
        Assert.Equal(("WithdrawGridReport", AuditEntry.Done, (Guid?)null), (line.Action, line.Result, line.ActorId));
    }

    [Fact]
    public async Task Seeing_a_reporters_number_is_a_reveal_with_its_reason()
    {
        var report = await portal.FileAsync(portal.Filing() with { ContactPhone = "13712345678" }, portal.Resident);
        (await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.AskDetails, "问是几单元"), portal.Worker)).Must();

        var line = (await LinesAboutAsync(report.Id))[^1];
        Assert.Equal((AuditKind.Reveal, "AskDetails: 问是几单元", portal.Resident, portal.Worker), (line.Kind, line.Reason, line.PersonId, line.ActorId));
    }

    [Fact]
    public async Task A_change_of_posts_names_whose_they_are()
    {
        var added = (await portal.SendAsync(new AddStaff("新人", "13699990001", "Qingjiangpu-2026", PostKind.GridWorker, DemoAccounts.OtherGrid), portal.SecurityAdministrator)).Must();
        var post = await portal.QueryAsync(db => db.Posts.Where(p => p.PersonId == added).Select(p => p.Id).SingleAsync());
        (await portal.SendAsync(new EndPost(post), portal.SecurityAdministrator)).Must();

        var lines = await portal.QueryAsync(db => db.AuditEntries.Where(e => e.PersonId == added).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal([("AddStaff", AuditKind.Rights, post.ToString()), ("EndPost", AuditKind.Rights, post.ToString())], lines.Select(l => (l.Action, l.Kind, l.SubjectId!)));
    }

    [Fact]
    public async Task A_right_that_is_given_or_changed_is_told_with_its_unit_and_days()
    {
        var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        var person = await portal.AddPersonAsync();
        (await portal.SendAsync(new AddPost(person, PostKind.GridWorker, DemoAccounts.OtherGrid, today, today.AddDays(9)), portal.SecurityAdministrator)).Must();
        var post = await portal.QueryAsync(db => db.Posts.Where(p => p.PersonId == person).Select(p => p.Id).SingleAsync());
        (await portal.SendAsync(new SetLastDay(post, null), portal.SecurityAdministrator)).Must();
        await portal.SendAsync(new AddPost(person, PostKind.GridWorker, "李四 13812345678"), portal.SecurityAdministrator);

        var lines = await portal.QueryAsync(db => db.AuditEntries.Where(e => e.PersonId == person).OrderBy(e => e.Id).ToListAsync());
        Assert.Equal(
            [
                ("AddPost", nameof(Post), post.ToString(), $"GridWorker {DemoAccounts.OtherGrid} {today:yyyy-MM-dd}..{today.AddDays(9):yyyy-MM-dd}"),
                ("SetLastDay", nameof(Post), post.ToString(), $"GridWorker {DemoAccounts.OtherGrid} {today:yyyy-MM-dd}.."),
                // What is no unit is typed text, and no neutral one.
                ("AddPost", nameof(Person), person.ToString(), null),
            ],
            lines.Select(l => (l.Action, l.SubjectKind, l.SubjectId, l.Reason)));
    }

    [Fact]
    public async Task The_post_that_is_named_covers_the_matter_and_is_ones_own_before_anothers()
    {
        var micro = portal.NewMicroGrid();
        var grid = OrgCode.ParentOf(micro)!;
        var holder = await portal.AddPersonAsync(PostKind.GridWorker, grid);
        var worker = await portal.AddPersonAsync(new HeldPost(PostKind.GridWorker, DemoAccounts.OtherGrid), new HeldPost(PostKind.GridWorker, grid));
        await portal.QueryAsync(async db =>
        {
            var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());
            db.Posts.Add((await db.Posts.SingleAsync(p => p.PersonId == holder)).Deputy(Guid.CreateVersion7(), worker, today, today).Value);
            return await db.SaveChangesAsync();
        });
        var report = await portal.FileAsync(portal.Filing(micro), portal.Resident);
        (await portal.DoAsync(report.Id, v => new AcceptGridReport(report.Id, v, Note: null), worker)).Must();
        Assert.Equal((PostKind.GridWorker, grid, null), Post((await LinesAboutAsync(report.Id))[^1]));

        static (PostKind?, string?, Guid?) Post(AuditEntry line) => (line.PostKind, line.PostUnitCode, line.DeputyFor);
    }

    [Fact]
    public async Task An_upload_names_its_picture()
    {
        using var picture = new MemoryStream(TestPictures.Encode(SkiaSharp.SKEncodedImageFormat.Jpeg));
        var photo = (await portal.SendAsync(new UploadPhoto(picture), by: null)).Must();

        Assert.Equal("UploadPhoto", Assert.Single(await LinesAboutAsync(photo)).Action);
    }

    [Fact]
    public async Task A_save_that_fails_leaves_neither_its_change_nor_its_line()
    {
        // The table refuses what this command is about to add beside its change.
        await portal.AsOwnerAsync("ALTER TABLE audit_entries ADD CONSTRAINT nothing_today CHECK (action <> 'AcceptGridReport') NOT VALID");
        var report = await portal.FileAsync(by: portal.Resident);
        try
        {
            await Assert.ThrowsAsync<DbUpdateException>(() => portal.DoAsync(report.Id, v => new AcceptGridReport(report.Id, v, Note: null), portal.Worker));
        }
        finally
        {
            await portal.AsOwnerAsync("ALTER TABLE audit_entries DROP CONSTRAINT nothing_today");
        }

        Assert.Single(await LinesAboutAsync(report.Id));
        Assert.Equal(GridReportStatus.Submitted, (await portal.ReportAsync(report.Id)).Status);
    }

    [Fact]
    public async Task Every_filter_narrows_to_what_it_says()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Accepted);
        await portal.DoAsync(report.Id, v => new AcceptGridReport(report.Id, v, Note: null), portal.WorkerElsewhere);
        var about = new AuditFilter(SubjectId: report.Id.ToString());
        var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());

        Assert.Equal(3, (await SearchAsync(about)).Items.Count);
        Assert.Equal(["AcceptGridReport"], ActionsOf(await SearchAsync(about with { Outcome = AuditOutcome.Refused })));
        Assert.Equal(["AcceptGridReport", "FileGridReport"], ActionsOf(await SearchAsync(about with { Outcome = AuditOutcome.Done })));
        Assert.Equal(["FileGridReport"], ActionsOf(await SearchAsync(about with { Action = "FileGridReport" })));
        Assert.Equal(["AcceptGridReport"], ActionsOf(await SearchAsync(about with { ActorId = portal.Worker })));
        Assert.Equal(["AcceptGridReport", "FileGridReport"], ActionsOf(await SearchAsync(about with { PersonId = portal.Resident })));
        Assert.Equal(3, (await SearchAsync(about with { Kind = AuditKind.Change })).Items.Count);
        Assert.Empty((await SearchAsync(about with { Kind = AuditKind.Reveal })).Items);
        Assert.Equal(3, (await SearchAsync(about with { From = today, To = today })).Items.Count);
        Assert.Empty((await SearchAsync(about with { From = today.AddDays(1) })).Items);
        Assert.Empty((await SearchAsync(about with { To = today.AddDays(-1) })).Items);
    }

    [Fact]
    public async Task Pages_lead_down_and_back_up_over_every_line_once()
    {
        var actor = await portal.AddPersonAsync(PostKind.GridWorker, DemoAccounts.OtherGrid);
        for (var line = 0; line < 120; line++) await portal.SendAsync(new AcceptGridReport(Guid.NewGuid(), 1, Note: null), actor);
        var filter = new AuditFilter(ActorId: actor);

        var first = await SearchAsync(filter);
        var second = await SearchAsync(filter, after: first.Older);
        var third = await SearchAsync(filter, after: second.Older);

        Assert.Equal([50, 50, 20], new[] { first, second, third }.Select(p => p.Items.Count));
        Assert.Equal(120, first.Items.Concat(second.Items).Concat(third.Items).Select(r => r.Line.Id).Distinct().Count());
        Assert.Equal((null, null), (first.Newer, third.Older));
        var back = await SearchAsync(filter, before: third.Newer);
        Assert.Equal(second.Items.Select(r => r.Line.Id), back.Items.Select(r => r.Line.Id));
        Assert.Equal((second.Older, second.Newer), (back.Older, back.Newer));
        Assert.Null((await SearchAsync(filter, before: back.Newer)).Newer);
    }

    [Fact]
    public async Task Nobody_but_the_audit_administrator_reads_the_trail_and_he_reads_no_name()
    {
        var report = await portal.FileAsync(by: portal.Resident);
        foreach (var other in new[] { portal.SystemAdministrator, portal.SecurityAdministrator, portal.DistrictOfficer, portal.Resident })
            Assert.Equal("Access.Forbidden", (await portal.SendAsync(new SearchAudit(new()), other)).FirstError.Code);

        var row = Assert.Single((await SearchAsync(new(SubjectId: report.Id.ToString()))).Items);
        Assert.Contains('*', row.MaskedActor!);
    }

    private async Task<AuditPage> SearchAsync(AuditFilter filter, Guid? after = null, Guid? before = null) =>
        (await portal.SendAsync(new SearchAudit(filter, after, before), portal.AuditAdministrator)).Must();

    private static IEnumerable<string> ActionsOf(AuditPage page) => page.Items.Select(r => r.Line.Action);

    private Task<List<AuditEntry>> LinesAboutAsync(Guid subject)
    {
        var id = subject.ToString();
        return portal.QueryAsync(db => db.AuditEntries.AsNoTracking().Where(e => e.SubjectId == id).OrderBy(e => e.Id).ToListAsync());
    }
}
