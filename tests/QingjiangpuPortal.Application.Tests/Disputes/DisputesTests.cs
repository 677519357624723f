using ErrorOr;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;
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
        (await portal.SendAsync(new AddDisputeParty(report, PartySide.Applicant, "周小满", "138 1234 5678", IdNumber.ToLowerInvariant()), portal.Leader)).Must();
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
    public async Task Nobody_resolves_a_dispute_without_saying_how_it_ended_and_then_it_counts_at_its_level()
    {
        var report = await InHandAsync();
        var missing = await portal.DoAsync(report, v => new ResolveGridReport(report, v, ReportOutcome.Solved, "双方和解", []), portal.Leader);
        Assert.Equal(["Dispute.SuccessMissing", "Dispute.MethodMissing"], missing.Errors.Select(e => e.Code));
        Assert.Equal(GridReportStatus.InProgress, (await portal.ReportAsync(report)).Status);

        var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        var before = await AtMicroGridAsync(today);
        (await portal.DoAsync(report, v => new ResolveGridReport(report, v, ReportOutcome.Solved, "双方和解", [], Succeeded: true, MediationMethod.Committee), portal.Leader)).Must();
        (await portal.DoAsync(report, v => new VerifyGridReport(report, v, Note: null), portal.Worker)).Must();
        var after = await AtMicroGridAsync(today);
        Assert.Equal((before.Closed + 1, before.Succeeded + 1), (after.Closed, after.Succeeded));
        Assert.Equal("Dispute.Closed", (await RecordAsync(report, RiskGrade.Low)).FirstError.Code);
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
                Guid.CreateVersion7(), report, lawyer.Id, start.AddMinutes(15), TimeSpan.FromHours(1), "社区", bothAgree: true, portal.Leader, portal.Clock.GetUtcNow()).Must());
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
        (await portal.DoAsync(report, v => new AcceptGridReport(report, v, Note: null), portal.Leader)).Must();
        (await portal.DoAsync(report, v => new StartGridReport(report, v, Note: null), portal.Leader)).Must();
        return report;
    }

    private async Task<ErrorOr<Success>> RecordAsync(Guid report, RiskGrade risk)
    {
        var version = (await portal.SendAsync(new GetDispute(report), portal.Leader)).Must().Version;
        return await portal.SendAsync(new RecordDispute(report, version, HappenedOn: null, 3, DisputeNature.Quarrel, risk, 1200.5m, MediationMethod.Committee, "李调解"), portal.Leader);
    }

    private Task<ErrorOr<Success>> ProposeAsync(Guid report, Guid member, DateTimeOffset at) =>
        portal.SendAsync(new ProposeAppointment(report, member, at, 60, "社区调解室", BothAgree: true), portal.Leader);

    private async Task<DisputesAtLevel> AtMicroGridAsync(DateOnly day) =>
        (await portal.SendAsync(new CountDisputesClosed(day, day.AddDays(1)), portal.DistrictOfficer)).Must().SingleOrDefault(l => l.Level == OrgLevel.MicroGrid)
        ?? new(OrgLevel.MicroGrid, 0, 0);

    private Task<string> RawAsync(FormattableString query) => portal.QueryAsync(db => db.Database.SqlQuery<string>(query).SingleAsync());
}
