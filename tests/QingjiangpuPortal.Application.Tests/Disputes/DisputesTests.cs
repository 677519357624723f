using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Disputes;

public sealed class DisputesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string IdNumber = "11010519491231002X";

    [Fact]
    public async Task A_record_is_seen_by_whoever_covers_the_report_and_not_there_for_everybody_else()
    {
        var report = await InHandAsync();
        foreach (var covering in new[] { portal.Leader, portal.Worker, portal.CommunityOfficer, portal.StreetOfficer, portal.DistrictOfficer })
            Assert.False((await portal.SendAsync(new GetDispute(report), covering)).IsError);
        foreach (var stranger in new[] { portal.WorkerElsewhere, portal.DepartmentOfficer })
        {
            Assert.Equal("Dispute.NotFound", (await portal.SendAsync(new GetDispute(report), stranger)).FirstError.Code);
            Assert.Equal("Dispute.NotFound", (await portal.SendAsync(new RevealDisputeParties(report, RevealPurpose.Appointment, Note: null), stranger)).FirstError.Code);
        }
        foreach (var without in new[] { portal.Volunteer, portal.Resident, portal.AuditAdministrator })
            Assert.Equal("Access.Forbidden", (await portal.SendAsync(new GetDispute(report), without)).FirstError.Code);
    }

    [Fact]
    public async Task A_department_sees_the_record_once_the_dispute_is_assigned_to_it()
    {
        var report = (await portal.FileAsync(portal.Filing(category: "01003"))).Id;
        (await portal.DoAsync(report, v => new AcceptGridReport(report, v, Note: null), portal.Worker)).Must();
        Assert.Equal("Dispute.NotFound", (await portal.SendAsync(new GetDispute(report), portal.DepartmentOfficer)).FirstError.Code);
        (await portal.DoAsync(report, v => new AssignGridReport(report, v, "320812D01", Note: null), portal.Worker)).Must();
        Assert.False((await portal.SendAsync(new GetDispute(report), portal.DepartmentOfficer)).IsError);
    }

    [Fact]
    public async Task There_is_no_record_of_what_is_no_dispute()
    {
        var report = await portal.ReportInAsync(GridReportStatus.InProgress);
        Assert.Equal("Dispute.NotFound", (await portal.SendAsync(new GetDispute(report.Id), portal.Leader)).FirstError.Code);
    }

    [Fact]
    public async Task Parties_are_masked_and_seen_in_clear_with_a_reason_that_the_trail_keeps()
    {
        var report = await InHandAsync();
        (await portal.SendAsync(new AddDisputeParty(SubmissionKey.New(), report, PartySide.Applicant, "周小满", "138 1234 5678", IdNumber.ToLowerInvariant()), portal.Leader)).Must();
        var masked = Assert.Single((await portal.SendAsync(new GetDispute(report), portal.Leader)).Must().Parties);
        Assert.Equal(("周**", "138****5678", "110***********002X"), (masked.Name, masked.Phone, masked.IdNumber));

        Assert.Equal("Reveal.PurposeMissing", (await portal.SendAsync(new RevealDisputeParties(report, Purpose: null, Note: null), portal.Leader)).FirstError.Code);
        (await portal.SendAsync(new RevealDisputeParties(report, RevealPurpose.Appointment, "约双方到社区"), portal.Leader)).Must();
        var clear = Assert.Single((await portal.SendAsync(new GetDispute(report), portal.Leader)).Must().Parties);
        Assert.Equal(("周小满", "13812345678", IdNumber), (clear.Name, clear.Phone, clear.IdNumber));
        // Nobody else sees more by it.
        Assert.Equal("周**", Assert.Single((await portal.SendAsync(new GetDispute(report), portal.Worker)).Must().Parties).Name);

        var subject = report.ToString();
        var line = await portal.QueryAsync(db => db.AuditEntries.AsNoTracking().SingleAsync(e => e.Kind == AuditKind.Reveal && e.SubjectId == subject && e.Result == AuditEntry.Done));
        Assert.Equal((portal.Leader, "Appointment: 约双方到社区"), (line.ActorId!.Value, line.Reason));
        Assert.DoesNotContain("13812345678", await RawAsync($"SELECT string_agg(p.*::text, ' ') AS \"Value\" FROM dispute_parties p WHERE report_id = {report}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_high_risk_is_supervised_and_goes_to_the_street_at_once_and_once()
    {
        var report = await InHandAsync();
        (await RecordAsync(report, RiskGrade.High)).Must();
        var raised = await portal.ReportAsync(report);
        Assert.Equal("320812003", raised.HandlingUnitCode);
        Assert.Equal(portal.Leader, raised.AssigneeId);
        (await RecordAsync(report, RiskGrade.High)).Must();
        var verbs = await portal.QueryAsync(db => db.GridReportTimeline.Where(t => t.ReportId == report).Select(t => t.Verb).ToListAsync());
        Assert.Equal((1, 3), (verbs.Count(v => v == GridReportVerb.Supervise), verbs.Count(v => v == GridReportVerb.Escalate)));
    }

    [Fact]
    public async Task Nobody_resolves_a_dispute_without_saying_how_it_ended_and_a_closed_one_stays_as_it_is()
    {
        var report = await InHandAsync();
        var missing = await portal.DoAsync(report, v => new ResolveGridReport(report, v, ReportOutcome.Solved, "双方和解", []), portal.Leader);
        Assert.Equal(["Dispute.SuccessMissing", "Dispute.MethodMissing"], missing.Errors.Select(e => e.Code));
        Assert.Equal(GridReportStatus.InProgress, (await portal.ReportAsync(report)).Status);

        await ResolveAsync(report);
        (await portal.DoAsync(report, v => new VerifyGridReport(report, v, Note: null), portal.Worker)).Must();
        Assert.True(await SucceededAsync(report));
        Assert.Equal("Dispute.Closed", (await RecordAsync(report, RiskGrade.Low)).FirstError.Code);
    }

    [Fact]
    public async Task A_dispute_that_goes_back_to_work_has_not_succeeded_whoever_sends_it_back()
    {
        var filed = await portal.FileAsync(portal.Filing(category: "01001"), portal.Resident);
        await StartAsync(filed.Id);
        await ResolveAsync(filed.Id);
        (await portal.DoAsync(filed.Id, v => new FailVerification(filed.Id, v, "还在吵"), portal.Worker)).Must();
        Assert.Null(await SucceededAsync(filed.Id));

        await ResolveAsync(filed.Id);
        (await portal.DoAsync(filed.Id, v => new AnswerWhetherSolved(filed.ByAccount, v, Solved: false, "没有和好"), portal.Resident)).Must();
        Assert.Null(await SucceededAsync(filed.Id));

        await ResolveAsync(filed.Id);
        (await portal.DoAsync(filed.Id, v => new VerifyGridReport(filed.Id, v, Note: null), portal.Worker)).Must();
        (await portal.DoAsync(filed.Id, v => new ReopenGridReport(filed.ByAccount, v, "又吵起来了"), portal.Resident)).Must();
        Assert.Null(await SucceededAsync(filed.Id));
        // How they sat together stays known.
        Assert.Equal(MediationMethod.Committee, (await portal.SendAsync(new GetDispute(filed.Id), portal.Worker)).Must().Method);
    }

    [Fact]
    public async Task A_party_or_a_sitting_that_is_sent_twice_or_at_once_is_noted_once()
    {
        var report = await InHandAsync();
        var party = new AddDisputeParty(SubmissionKey.New(), report, PartySide.Applicant, "周小满", "13812345678", IdNumber: null);
        foreach (var sent in await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => portal.SendAsync(party, portal.Leader)))) sent.Must();
        var sitting = new RecordMediation(SubmissionKey.New(), report, ChinaTime.DayOf(portal.Clock.GetUtcNow()), "双方到场，谈了一个小时");
        foreach (var sent in await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => portal.SendAsync(sitting, portal.Leader)))) sent.Must();

        var dispute = (await portal.SendAsync(new GetDispute(report), portal.Leader)).Must();
        Assert.Equal((1, 1), (dispute.Parties.Count, dispute.Sessions.Count));
        // What was sent cannot be found out from the database without the key file.
        Assert.False(await portal.QueryAsync(db => db.Submissions.AnyAsync(s => s.ContentHash == Hash.Of($"{portal.Leader}\n{report}\n{PartySide.Applicant}\n周小满\n13812345678\n"))));

        // The same key with other words is another one; so is the same form of a colleague.
        (await portal.SendAsync(party with { Name = "吴二" }, portal.Leader)).Must();
        (await portal.SendAsync(sitting, portal.Worker)).Must();
        dispute = (await portal.SendAsync(new GetDispute(report), portal.Leader)).Must();
        Assert.Equal((2, 2), (dispute.Parties.Count, dispute.Sessions.Count));
        Assert.Equal("Submission.KeyMissing", (await portal.SendAsync(party with { SubmissionKey = null }, portal.Leader)).FirstError.Code);
        Assert.Equal("Submission.KeyMissing", (await portal.SendAsync(sitting with { SubmissionKey = "" }, portal.Leader)).FirstError.Code);
    }

    [Fact]
    public async Task An_appointment_keeps_whom_the_roster_named_when_it_was_made()
    {
        var report = await InHandAsync();
        var prosecutor = (await portal.SendAsync(new ListLegalAidFor(report), portal.Leader)).Must().Single(m => m.Kind == LegalAidKind.Prosecutor);
        (await ProposeAsync(report, prosecutor.Id, portal.Clock.GetUtcNow().AddDays(3))).Must();
        (await portal.SendAsync(new KeepLegalAid(
            (await portal.ReportAsync(report)).PlaceCommunityCode, LegalAidKind.Prosecutor, prosecutor.Version, "新来的", "市检察院", "0517-00001111", prosecutor.Days), portal.CommunityOfficer)).Must();

        var kept = Assert.Single((await portal.SendAsync(new GetDispute(report), portal.Leader)).Must().Appointments);
        Assert.Equal((prosecutor.Kind, prosecutor.Name, prosecutor.Office, prosecutor.OfficePhone), (kept.Kind, kept.Name, kept.Office, kept.OfficePhone));
        (await ProposeAsync(report, prosecutor.Id, portal.Clock.GetUtcNow().AddDays(4))).Must();
        Assert.Equal("新来的", (await portal.SendAsync(new GetDispute(report), portal.Leader)).Must().Appointments[^1].Name);
    }

    [Fact]
    public async Task Of_an_appointment_learns_whoever_answers_for_the_dispute_and_whoever_proposed_it_and_not_who_did_it()
    {
        var report = await InHandAsync();
        var officer = (await portal.SendAsync(new ListLegalAidFor(report), portal.Leader)).Must().Single(m => m.Kind == LegalAidKind.PoliceOfficer);
        (await portal.SendAsync(new ProposeAppointment(report, officer.Id, portal.Clock.GetUtcNow().AddDays(5), 60, "社区调解室", BothAgree: true), portal.Worker)).Must();
        await MoveAsync(AppointmentState.Confirmed, portal.Worker);
        await MoveAsync(AppointmentState.Cancelled, portal.CommunityOfficer);

        var subject = report.ToString();
        var told = await portal.QueryAsync(db => db.News.Where(n => n.SubjectId == subject)
            .OrderBy(n => n.At).ThenBy(n => n.Id).Select(n => new { n.Kind, n.PersonId, n.ById, n.Facts }).ToListAsync());
        var ours = told.Where(n => NotificationKinds.Of(n.Kind).Topic == NotificationTopic.Appointments && n.PersonId != n.ById).ToList();
        Assert.Equal(
            [(NotificationKind.AppointmentProposed, portal.Leader), (NotificationKind.AppointmentConfirmed, portal.Leader),
                (NotificationKind.AppointmentCancelled, portal.Leader), (NotificationKind.AppointmentCancelled, portal.Worker)],
            ours.Select(n => (n.Kind, n.PersonId!.Value)).OrderBy(n => n.Kind).ThenBy(n => n.Value == portal.Worker));
        Assert.All(ours, n => Assert.Contains("startsAt", n.Facts!.Keys));
        // Of their own topic, which everybody who handles disputes can set.
        Assert.Contains((await portal.SendAsync(new GetMyNotificationSettings(), portal.Leader)).Must().Topics, t => t.Topic == NotificationTopic.Appointments);
        Assert.DoesNotContain((await portal.SendAsync(new GetMyNotificationSettings(), portal.Resident)).Must().Topics, t => t.Topic == NotificationTopic.Appointments);

        async Task MoveAsync(AppointmentState to, Guid by)
        {
            var row = (await portal.SendAsync(new GetDispute(report), by)).Must().Appointments[0];
            (await portal.SendAsync(new MoveAppointment(report, row.Id, row.Version, to), by)).Must();
        }
    }

    [Fact]
    public async Task What_was_settled_on_the_spot_has_its_record()
    {
        var filed = await portal.FileAsync(portal.Filing(category: "01001") with { Source = ReportSource.Patrol, SolvedNote = "当场劝和" }, portal.Leader);
        var record = (await portal.SendAsync(new GetDispute(filed.Id), portal.Worker)).Must();
        Assert.Equal((true, MediationMethod.OnTheSpot), (record.Succeeded, record.Method));
    }

    [Fact]
    public async Task Overlapping_appointments_of_one_of_the_four_are_refused_with_words_and_by_the_database_too()
    {
        var report = await InHandAsync();
        var lawyer = (await portal.SendAsync(new ListLegalAidFor(report), portal.Leader)).Must().Single(m => m.Kind == LegalAidKind.Lawyer);
        var start = portal.Clock.GetUtcNow().AddDays(1);
        (await ProposeAsync(report, lawyer.Id, start)).Must();
        Assert.Equal("LegalAid.Overlaps", (await ProposeAsync(report, lawyer.Id, start.AddMinutes(30))).FirstError.Code);
        // One right after the other is no overlap.
        (await ProposeAsync(report, lawyer.Id, start.AddMinutes(60))).Must();

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => portal.QueryAsync(db =>
        {
            db.LegalAidAppointments.Add(LegalAidAppointment.Propose(
                Guid.CreateVersion7(), report, db.LegalAidMembers.Single(m => m.Id == lawyer.Id), start.AddMinutes(15), TimeSpan.FromHours(1), "社区", bothAgree: true, portal.Leader, portal.Clock.GetUtcNow()).Must());
            return db.SaveChangesAsync();
        }));
        Assert.Equal(PostgresErrorCodes.ExclusionViolation, Assert.IsType<PostgresException>(refused.InnerException).SqlState);
    }

    [Fact]
    public async Task Of_several_who_ask_for_one_hour_at_once_exactly_one_has_it()
    {
        var report = await InHandAsync();
        var judge = (await portal.SendAsync(new ListLegalAidFor(report), portal.Leader)).Must().Single(m => m.Kind == LegalAidKind.Judge);
        var start = portal.Clock.GetUtcNow().AddDays(2);
        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => ProposeAsync(report, judge.Id, start.AddMinutes(i * 10))));
        Assert.Single(asked, result => !result.IsError);
        Assert.All(asked.Where(result => result.IsError), result => Assert.Contains(result.FirstError.Code, new[] { "LegalAid.Overlaps", "Access.ChangedMeanwhile" }));
    }

    [Fact]
    public async Task A_roster_is_kept_by_officers_of_its_community_and_public_without_numbers()
    {
        var keep = new KeepLegalAid("320812003002", LegalAidKind.Judge, Version: 0, "钱大同", "区法院", "0517-00009999", "每周三");
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(keep, portal.Worker)).FirstError.Code);
        Assert.Equal("LegalAid.NotFound", (await portal.SendAsync(keep with { CommunityCode = "320812011001" }, portal.CommunityOfficer)).FirstError.Code);
        Assert.Equal("Access.ChangedMeanwhile", (await portal.SendAsync(keep, portal.CommunityOfficer)).FirstError.Code);
        var version = (await portal.SendAsync(new GetLegalAidRoster("320812003002"), portal.CommunityOfficer)).Must().Single(m => m.Kind == LegalAidKind.Judge).Version;
        (await portal.SendAsync(keep with { Version = version }, portal.CommunityOfficer)).Must();
        var shown = (await portal.SendAsync(new GetLegalAid("320812003002"), by: null)).Must();
        Assert.Contains(new PublicLegalAidRow(LegalAidKind.Judge, "钱大同", "区法院"), shown);
    }

    private async Task<Guid> InHandAsync()
    {
        var report = (await portal.FileAsync(portal.Filing(category: "01001"))).Id;
        await StartAsync(report);
        return report;
    }

    private async Task StartAsync(Guid report)
    {
        (await portal.DoAsync(report, v => new AcceptGridReport(report, v, Note: null), portal.Leader)).Must();
        (await portal.DoAsync(report, v => new StartGridReport(report, v, Note: null), portal.Leader)).Must();
    }

    private async Task ResolveAsync(Guid report) =>
        (await portal.DoAsync(report, v => new ResolveGridReport(report, v, ReportOutcome.Solved, "双方和解", [], Succeeded: true, MediationMethod.Committee), portal.Leader)).Must();

    private async Task<bool?> SucceededAsync(Guid report) => (await portal.SendAsync(new GetDispute(report), portal.Worker)).Must().Succeeded;

    private async Task<ErrorOr<Success>> RecordAsync(Guid report, RiskGrade risk)
    {
        var version = (await portal.SendAsync(new GetDispute(report), portal.Leader)).Must().Version;
        return await portal.SendAsync(new RecordDispute(report, version, HappenedOn: null, 3, DisputeNature.Quarrel, risk, 1200.5m, MediationMethod.Committee, "李调解"), portal.Leader);
    }

    private Task<ErrorOr<Success>> ProposeAsync(Guid report, Guid member, DateTimeOffset at) =>
        portal.SendAsync(new ProposeAppointment(report, member, at, 60, "社区调解室", BothAgree: true), portal.Leader);

    private Task<string> RawAsync(FormattableString query) => portal.QueryAsync(db => db.Database.SqlQuery<string>(query).SingleAsync());
}
