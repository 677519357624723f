using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using QingjiangpuPortal.Application.Tests.GridReports;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace QingjiangpuPortal.Application.Tests.Desk;

/// <summary>Filters and templates that are shared, and notes that call colleagues.</summary>
public sealed class DeskTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_filter_shared_with_a_unit_is_seen_by_everybody_whose_post_lies_in_it_and_shows_each_only_their_own()
    {
        var microGrid = portal.NewMicroGrid();
        var officer = await portal.AddPersonAsync(PostKind.StreetOfficer, microGrid[..9]);
        var worker = await portal.AddPersonAsync(PostKind.GridWorker, microGrid[..15]);
        await portal.FileAsync(portal.Filing(microGrid));
        var neighbour = portal.Places.OfLevel(OrgLevel.MicroGrid).First(m => m.Code.StartsWith(microGrid[..9], StringComparison.Ordinal) && !m.Code.StartsWith(microGrid[..15], StringComparison.Ordinal)).Code;
        await portal.FileAsync(portal.Filing(neighbour));

        (await portal.SendAsync(new SaveFilter(null, "本街道未办结", "state=open", microGrid[..9]), officer)).Must();
        (await portal.SendAsync(new SaveFilter(null, "只给自己", "state=overdue", null), officer)).Must();

        Assert.Equal("本街道未办结", Assert.Single((await portal.SendAsync(new ListSavedFilters(), worker)).Must()).Name);
        Assert.Empty((await portal.SendAsync(new ListSavedFilters(), portal.WorkerElsewhere)).Must());
        var filter = new ReportFilter(OnlyOpen: true);
        Assert.Equal(2, (await portal.SendAsync(new CountReports([filter]), officer)).Must()[0].Count);
        Assert.Equal(1, (await portal.SendAsync(new CountReports([filter]), worker)).Must()[0].Count);
    }

    [Fact]
    public async Task Nobody_outside_its_unit_changes_a_filter_and_nobody_shares_with_a_unit_that_is_not_theirs()
    {
        var id = (await portal.SendAsync(new SaveFilter(null, "督办", "supervised=true", "320812003"), portal.StreetOfficer)).Must();
        Assert.Equal("SavedFilter.NotFound", (await portal.SendAsync(new SaveFilter(id, "改名", "state=open", null), portal.Worker)).FirstError.Code);
        Assert.Equal("SavedFilter.NotFound", (await portal.SendAsync(new RemoveFilter(id), portal.Worker)).FirstError.Code);
        Assert.Equal("Share.NotYourUnit", (await portal.SendAsync(new SaveFilter(null, "全区", "state=open", "320812"), portal.Worker)).FirstError.Code);
        (await portal.SendAsync(new RemoveFilter(id), portal.StreetOfficer)).Must();
    }

    [Fact]
    public async Task A_units_template_is_offered_below_it_and_changed_by_whoever_holds_a_post_in_it()
    {
        var id = (await portal.SendAsync(new SaveTemplate(null, "已收到", "您反映的 {number} 已收到", "320812003"), portal.StreetOfficer)).Must();
        Assert.False((await portal.SendAsync(new ListTemplates(), portal.Worker)).Must().Single(t => t.Id == id).MayChange);
        Assert.Equal("Template.NotFound", (await portal.SendAsync(new RemoveTemplate(id), portal.Worker)).FirstError.Code);
        Assert.DoesNotContain((await portal.SendAsync(new ListTemplates(), portal.WorkerElsewhere)).Must(), t => t.Id == id);
        var colleague = await portal.AddPersonAsync(PostKind.StreetOfficer, "320812003");
        (await portal.SendAsync(new SaveTemplate(id, "收到了", "已收到", "320812003"), colleague)).Must();
        Assert.Equal("收到了", (await portal.SendAsync(new ListTemplates(), portal.Worker)).Must().Single(t => t.Id == id).Title);
    }

    [Fact]
    public async Task What_is_shared_stays_with_the_unit_when_its_owner_leaves_and_what_is_ones_own_stays_ones_own()
    {
        var unit = portal.NewMicroGrid()[..9];
        var (leaver, colleague) = (await portal.AddPersonAsync(new HeldPost(PostKind.StreetOfficer, unit), new HeldPost(PostKind.GridWorker, DemoAccounts.OtherGrid)),
            await portal.AddPersonAsync(PostKind.StreetOfficer, unit));
        var filter = (await portal.SendAsync(new SaveFilter(null, "本街道", "state=open", unit), leaver)).Must();
        var template = (await portal.SendAsync(new SaveTemplate(null, "已收到", "已收到", unit), leaver)).Must();
        var own = (await portal.SendAsync(new SaveFilter(null, "自己用", "state=overdue", null), leaver)).Must();
        await portal.QueryAsync(db => db.Posts.Where(p => p.PersonId == leaver && p.UnitCode == unit).ExecuteDeleteAsync());

        Assert.Equal([own], (await portal.SendAsync(new ListSavedFilters(), leaver)).Must().Select(f => f.Id));
        Assert.Equal("SavedFilter.NotFound", (await portal.SendAsync(new RemoveFilter(filter), leaver)).FirstError.Code);
        Assert.Equal("Template.NotFound", (await portal.SendAsync(new RemoveTemplate(template), leaver)).FirstError.Code);

        Assert.True(Assert.Single((await portal.SendAsync(new ListSavedFilters(), colleague)).Must()).MayChange);
        (await portal.SendAsync(new SaveFilter(filter, "全街道", "state=open", unit), colleague)).Must();
        (await portal.SendAsync(new RemoveTemplate(template), colleague)).Must();
        // Whoever takes it from the unit has it alone.
        (await portal.SendAsync(new SaveFilter(filter, "我的", "state=open", null), colleague)).Must();
        Assert.True(Assert.Single((await portal.SendAsync(new ListSavedFilters(), colleague)).Must()) is { Name: "我的", MayChange: true });
    }

    [Fact]
    public async Task A_note_that_is_sent_twice_or_at_once_is_one_note_and_calls_once()
    {
        var report = await portal.FileAsync();
        var form = new WriteNote(SubmissionKey.New(), report.Id, "请去看一眼", [portal.Worker]);
        var sent = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => portal.SendAsync(form, portal.StreetOfficer)));
        Assert.Equal([sent[0].Must()], sent.Select(s => s.Must()).Distinct());
        Assert.Single((await portal.SendAsync(new ListNotes(report.Id), portal.Worker)).Must().Notes);
        Assert.Equal(1, await portal.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "WriteNote" && e.SubjectId == report.Id.ToString())));
        // Other words, another writer: another note.
        (await portal.SendAsync(form with { Text = "还是没修" }, portal.StreetOfficer)).Must();
        (await portal.SendAsync(form with { Mentioned = [] }, portal.Worker)).Must();
        Assert.Equal(3, (await portal.SendAsync(new ListNotes(report.Id), portal.Worker)).Must().Notes.Count);
        Assert.Equal("Submission.KeyMissing", (await portal.SendAsync(form with { SubmissionKey = "short" }, portal.StreetOfficer)).FirstError.Code);
    }

    [Fact]
    public async Task A_note_calls_who_is_chosen_or_named_and_nobody_who_cannot_see_the_report()
    {
        var report = await portal.FileAsync(by: portal.Resident);
        var workersName = await NameAsync(portal.Worker);
        var note = (await portal.SendAsync(new WriteNote(SubmissionKey.New(), report.Id, $"@{workersName} 请去看一眼", [portal.CommunityOfficer]), portal.StreetOfficer)).Must();

        Assert.Equal(new[] { portal.Worker, portal.CommunityOfficer }.Order(),
            (await portal.QueryAsync(db => db.NoteMentions.Where(m => m.NoteId == note).Select(m => m.PersonId).ToListAsync())).Order());
        Assert.Equal(note, Assert.Single((await portal.SendAsync(new ListMentions(), portal.Worker)).Must().Items).NoteId);
        Assert.Equal("InternalNote.CannotSeeIt", (await portal.SendAsync(new WriteNote(SubmissionKey.New(), report.Id, "看一眼", [portal.WorkerElsewhere]), portal.StreetOfficer)).FirstError.Code);
        Assert.Equal("GridReport.NotFound", (await portal.SendAsync(new WriteNote(SubmissionKey.New(), report.Id, "看一眼", []), portal.WorkerElsewhere)).FirstError.Code);
        Assert.Equal("GridReport.NotFound", (await portal.SendAsync(new ListNotes(report.Id), portal.WorkerElsewhere)).FirstError.Code);
        Assert.NotEqual(0, await portal.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Action == "WriteNote" && e.SubjectId == report.Id.ToString())));
    }

    [Fact]
    public async Task A_persons_number_does_not_get_into_a_note_by_mistake()
    {
        var report = await portal.FileAsync();
        Assert.Equal("InternalNote.HoldsANumber", (await portal.SendAsync(new WriteNote(SubmissionKey.New(), report.Id, "打 13812345678", []), portal.Worker)).FirstError.Code);
        (await portal.SendAsync(new WriteNote(SubmissionKey.New(), report.Id, "值班室 0517-83666666", [], NumberIsNobodys: true), portal.Worker)).Must();
    }

    [Fact]
    public async Task An_own_note_can_be_taken_away_for_ten_minutes()
    {
        var report = await portal.FileAsync();
        var note = (await portal.SendAsync(new WriteNote(SubmissionKey.New(), report.Id, "写错了", []), portal.Worker)).Must();
        Assert.Equal("InternalNote.NotFound", (await portal.SendAsync(new RemoveNote(note), portal.StreetOfficer)).FirstError.Code);
        (await portal.SendAsync(new RemoveNote(note), portal.Worker)).Must();
        var row = Assert.Single((await portal.SendAsync(new ListNotes(report.Id), portal.StreetOfficer)).Must().Notes);
        Assert.True(row is { IsRemoved: true, Text: "" });

        var late = (await portal.SendAsync(new WriteNote(SubmissionKey.New(), report.Id, "留着", []), portal.Worker)).Must();
        portal.Clock.Advance(InternalNote.RemovableFor);
        Assert.Equal("InternalNote.RemovedTooLate", (await portal.SendAsync(new RemoveNote(late), portal.Worker)).FirstError.Code);
    }

    [Fact]
    public async Task A_reply_is_read_by_reporter_and_public_with_numbers_blotted_out_for_the_public_and_is_no_contact()
    {
        var report = await portal.FileAsync(portal.Filing(category: "04001"), by: portal.Resident);
        (await portal.DoAsync(report.Id, v => new ReplyToReporter(report.Id, v, "今晚修好，值班室 0517-83666666"), portal.Worker)).Must();

        var own = (await portal.SendAsync(new GetOwnReport(report.ByAccount), portal.Resident)).Must().Timeline[^1];
        var shown = (await portal.SendAsync(new GetPublicReport(report.Number), by: null)).Must().Timeline[^1];
        Assert.Equal((GridReportVerb.Reply, "今晚修好，值班室 0517-83666666"), (own.Verb, own.Note));
        Assert.Equal((GridReportVerb.Reply, "今晚修好，值班室 ***"), (shown.Verb, shown.Note));
        Assert.Null((await portal.ReportAsync(report.Id)).ContactedAt);
    }

    [Fact]
    public async Task The_officers_filters_find_what_they_say_and_pages_lead_back_as_they_led_on()
    {
        var microGrid = portal.NewMicroGrid();
        var officer = await portal.AddPersonAsync(PostKind.StreetOfficer, microGrid[..9]);
        var leader = await portal.AddPersonAsync(PostKind.MicroGridLeader, microGrid);
        var ids = new List<Guid>();
        for (var i = 0; i < 45; i++) ids.Add((await portal.FileAsync(portal.Filing(microGrid) with { Source = i % 3 == 0 ? ReportSource.QrCode : ReportSource.Web })).Id);
        (await portal.DoAsync(ids[0], v => new AcceptGridReport(ids[0], v, null), officer)).Must();
        (await portal.DoAsync(ids[0], v => new AssignGridReport(ids[0], v, leader.ToString(), null), officer)).Must();
        (await portal.DoAsync(ids[1], v => new SuperviseGridReport(ids[1], v, "快办"), officer)).Must();

        ReportFilter[] filters =
        [
            new(AssigneeId: leader), new(Unassigned: true), new(OnlySupervised: true), new(Source: ReportSource.QrCode),
            new(), new(OnlyWithPhotos: true), new(DueWithinHours: 720), new(DueWithinHours: 1),
        ];
        // Other tests file in the same street.
        filters = [.. filters.Select(filter => filter with { HandlingUnit = microGrid }), new(HandlingUnit: microGrid[..15])];
        Assert.Equal([1, 44, 1, 15, 45, 0, 45, 0, 45], (await portal.SendAsync(new CountReports(filters), officer)).Must().Select(c => c.Count));

        foreach (var order in Enum.GetValues<ReportOrder>())
        {
            var first = await PageAsync();
            var second = await PageAsync(after: first.Next);
            var third = await PageAsync(after: second.Next);
            Assert.Equal((20, 20, 5), (first.Items.Count, second.Items.Count, third.Items.Count));
            Assert.Null(first.Previous);
            Assert.Null(third.Next);
            Assert.Equal(second.Items, (await PageAsync(before: third.Previous)).Items);
            var back = await PageAsync(before: second.Previous);
            Assert.Equal(first.Items, back.Items);
            Assert.Equal((null, first.Next), (back.Previous, back.Next));

            async Task<Page<ReportRow>> PageAsync(string? after = null, string? before = null) =>
                (await portal.SendAsync(new ListReports(new(HandlingUnit: microGrid), after, before, order), officer)).Must();
        }
    }

    [Fact]
    public async Task Counting_and_preparing_take_their_rows_in_an_order()
    {
        // A query that no other test asks, so that it is compiled here.
        var filter = new ReportFilter(Source: ReportSource.QrCode, DueWithinHours: 7, OnlyWithPhotos: true, Unassigned: true, Category: "04001");
        var events = await DatabaseEvents.DuringAsync(async () =>
        {
            (await portal.SendAsync(new CountReports([filter, filter with { DueWithinHours = null }]), portal.StreetOfficer)).Must();
            (await portal.SendAsync(new PrepareBulkAct(BulkActKind.Assign, new([], filter)), portal.StreetOfficer)).Must();
        });
        Assert.Contains(events, e => e.EventId == CoreEventId.QueryCompilationStarting);
        Assert.DoesNotContain(events, e => e.EventId == CoreEventId.RowLimitingOperationWithoutOrderByWarning);
    }

    private async Task<string> NameAsync(Guid person)
    {
        var name = await portal.QueryAsync(db => db.People.Where(p => p.Id == person).Select(p => p.Name).SingleAsync());
        return portal.ServiceProvider.GetRequiredService<IPersonalDataCipher>().Reveal(name!, PersonalDataKind.Name);
    }
}
