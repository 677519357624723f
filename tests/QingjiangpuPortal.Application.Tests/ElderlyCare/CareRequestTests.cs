using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.ElderlyCare;

/// <summary>养老服务申请, from the wish to the plan.</summary>
public sealed class CareRequestTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_request_goes_through_community_street_two_assessors_district_and_notice_to_a_plan_for_a_year()
    {
        var id = await portal.CareInAsync(CareRequestStatus.Granted);
        var view = (await portal.SendAsync(new GetMyCareRequest(id), portal.Resident)).Must();
        Assert.Equal((CareRequestStatus.Granted, AbilityLevel.Mild, 200_00), (view.Status, view.Assessment!.Level, view.MonthlyFen));
        Assert.Equal(
            [CareVerb.Submit, CareVerb.Check, CareVerb.Review, CareVerb.Assess, CareVerb.Approve, CareVerb.Grant],
            view.Timeline.Select(t => t.Verb));
        Assert.Equal(view.Plan!.ValidFrom.AddMonths(12).AddDays(-1), view.Plan.LastDay);
        // Whoever asked does not read who decided.
        Assert.All(view.Timeline, line => Assert.Null(line.PersonName));
    }

    [Fact]
    public async Task A_request_sent_twice_with_one_key_is_one_request_and_its_draft_is_gone()
    {
        var (key, answers, by) = (SubmissionKey.New(), portal.CareAnswers(), await portal.AddPersonAsync());
        (await portal.SendAsync(new SaveCareDraft(answers, []), by)).Must();
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.SendAsync(new SubmitCareRequest(key, answers, []), by)));
        Assert.Single(sent.Select(s => s.Must()).Distinct());
        Assert.Equal(1, await portal.QueryAsync(db => db.CareRequests.CountAsync(r => r.ApplicantId == by)));
        Assert.Null((await portal.SendAsync(new GetCareDraft(), by)).Must().SavedAt);
    }

    [Fact]
    public async Task For_one_elder_one_request_is_open_whoever_asks_and_a_second_one_is_told_so()
    {
        var answers = portal.CareAnswers();
        var (daughter, son) = (await portal.AddPersonAsync(), await portal.AddPersonAsync());
        var id = await portal.AskForCareAsync(answers, daughter);
        Assert.Equal("CareRequest.OpenAlready", (await portal.SendAsync(new SubmitCareRequest(SubmissionKey.New(), answers, []), son)).FirstError.Code);
        (await portal.CareStepAsync(id, v => new WithdrawCareRequest(id, v, Note: null), daughter)).Must();
        (await portal.SendAsync(new SubmitCareRequest(SubmissionKey.New(), answers, []), son)).Must();
    }

    [Fact]
    public async Task Of_two_requests_for_one_elder_that_come_at_the_same_moment_one_is_taken()
    {
        var answers = portal.CareAnswers();
        var people = new[] { await portal.AddPersonAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync() };
        var sent = await Task.WhenAll(people.Select(by => portal.SendAsync(new SubmitCareRequest(SubmissionKey.New(), answers, []), by)));
        Assert.Single(sent, s => !s.IsError);
    }

    [Theory]
    [InlineData(58, "Care.TooYoung")]
    [InlineData(59, "Care.TooYoung")]
    [InlineData(60, null)]
    public async Task Care_begins_at_sixty(int age, string? refused)
    {
        var sent = await portal.SendAsync(new SubmitCareRequest(SubmissionKey.New(), portal.CareAnswers(age), []), portal.AnotherResident);
        Assert.Equal(refused, sent.IsError ? sent.FirstError.Code : null);
    }

    [Fact]
    public async Task Every_answer_that_is_missing_or_wrong_is_said_beside_its_field_and_the_draft_keeps_what_was_typed()
    {
        var by = await portal.AddPersonAsync();
        var typed = new CareAnswers(ElderName: "王秀英", ElderIdNumber: "32081219400101001X", Phone: "12");
        var wrong = (await portal.SendAsync(new SaveCareDraft(typed, ["ElderName", "ElderIdNumber", "Phone"]), by)).Must();
        Assert.Equal(["ResidentId.Wrong", "Phone.NotMobile"], wrong.Wrong.Select(e => e.Code));
        Assert.Equal(typed, (await portal.SendAsync(new GetCareDraft(), by)).Must().Answers);
        var sent = await portal.SendAsync(new SubmitCareRequest(SubmissionKey.New(), typed, []), by);
        Assert.Equal(
            ["Care.AddressMissing", "Care.ByMissing", "Care.ConsentMissing", "Care.NothingWanted", "Care.PlaceMissing", "Phone.NotMobile", "ResidentId.Wrong"],
            sent.Errors.Select(e => e.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_form_that_nobody_goes_on_with_is_kept_for_ninety_days_and_no_longer()
    {
        var by = await portal.AddPersonAsync();
        (await portal.SendAsync(new SaveCareDraft(new(ElderName: "王秀英"), []), by)).Must();
        var saved = portal.Clock.GetUtcNow();
        await CleanAsync(saved.AddDays(90));
        Assert.NotNull((await portal.SendAsync(new GetCareDraft(), by)).Must().SavedAt);
        await CleanAsync(saved.AddDays(90).AddSeconds(1));
        Assert.Null((await portal.SendAsync(new GetCareDraft(), by)).Must().SavedAt);

        Task<bool> CleanAsync(DateTimeOffset at) => portal.QueryAsync(async db =>
        {
            await SessionCleaner.CleanAsync(db, at, CancellationToken.None);
            return true;
        });
    }

    [Fact]
    public async Task For_ten_minutes_it_can_be_taken_back_and_nobody_works_on_it()
    {
        var id = (await portal.SendAsync(new SubmitCareRequest(SubmissionKey.New(), portal.CareAnswers(), []), portal.Resident)).Must();
        Assert.Equal("CareRequest.NotYetEffective", (await portal.CareStepAsync(id, v => new CheckCareRequest(id, v, ElderCircumstances.None, null), portal.CommunityOfficer)).FirstError.Code);
        (await portal.CareStepAsync(id, v => new WithdrawCareRequest(id, v, null), portal.Resident)).Must();
        portal.Clock.Advance(Undo.Window);
        Assert.Equal("CareRequest.MoveNotPossible", (await portal.CareStepAsync(id, v => new CheckCareRequest(id, v, ElderCircumstances.None, null), portal.CommunityOfficer)).FirstError.Code);
    }

    [Fact]
    public async Task Missing_papers_are_asked_for_and_with_them_it_goes_on_where_it_was()
    {
        var id = await portal.CareInAsync(CareRequestStatus.Checked);
        (await portal.CareStepAsync(id, v => new AskForCarePapers(id, v, "缺低保证"), portal.StreetOfficer)).Must();
        Assert.Equal("缺低保证", (await portal.SendAsync(new GetMyCareRequest(id), portal.Resident)).Must().Timeline[^1].Note);
        (await portal.CareStepAsync(id, v => new SupplyCarePapers(id, v, null, [portal.UploadedPhotoAsync().GetAwaiter().GetResult()]), portal.Resident)).Must();
        var view = (await portal.SendAsync(new GetCareRequest(id), portal.StreetOfficer)).Must();
        Assert.Equal((CareRequestStatus.Checked, 1), (view.Status, view.Papers.Count));
    }

    [Fact]
    public async Task Papers_that_never_come_end_it_with_a_reason_once_and_a_second_round_does_nothing()
    {
        var id = await portal.CareInAsync(CareRequestStatus.Submitted);
        (await portal.CareStepAsync(id, v => new AskForCarePapers(id, v, "缺身份证"), portal.CommunityOfficer)).Must();
        portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, (await portal.SendAsSystemAsync(new ActOnCareRequests([id]))).Must());
        Assert.Equal(0, (await portal.SendAsSystemAsync(new ActOnCareRequests([id]))).Must());
        var view = (await portal.SendAsync(new GetMyCareRequest(id), portal.Resident)).Must();
        Assert.Equal(CareRequestStatus.Refused, view.Status);
        Assert.NotNull(view.Timeline[^1].Note);
    }

    [Fact]
    public async Task An_appeal_is_looked_at_by_somebody_who_did_not_refuse_and_goes_on_where_it_was_refused()
    {
        var id = await portal.CareInAsync(CareRequestStatus.Assessed);
        (await portal.CareStepAsync(id, v => new RefuseCareRequest(id, v, "不符合条件"), portal.DistrictOfficer)).Must();
        (await portal.CareStepAsync(id, v => new AppealCareRefusal(id, v, "老人独居，请再看"), portal.Resident)).Must();
        Assert.Equal("CareRequest.OwnDecision", (await portal.CareStepAsync(id, v => new OverturnCareRefusal(id, v, "再看"), portal.DistrictOfficer)).FirstError.Code);
        var other = await portal.AddPersonAsync(PostKind.DistrictOfficer, OrgCode.District);
        (await portal.CareStepAsync(id, v => new OverturnCareRefusal(id, v, "情况属实"), other)).Must();
        Assert.Equal(CareRequestStatus.Assessed, (await portal.SendAsync(new GetMyCareRequest(id), portal.Resident)).Must().Status);
    }

    [Fact]
    public async Task One_assessor_alone_decides_nothing()
    {
        var id = await portal.CareInAsync(CareRequestStatus.Reviewed);
        var scores = AbilityItems.All.Select(i => (int?)0).ToList();
        (await portal.SendAsync(new WriteAssessment(id, 0, scores, InComa: false, MentalDiagnosis.None, 0), portal.CommunityOfficer)).Must();
        var version = (await portal.SendAsync(new GetCareRequest(id), portal.CommunityOfficer)).Must().Assessment!.Version;
        Assert.Equal("Assessment.SamePerson", (await portal.SendAsync(new AgreeWithAssessment(id, version), portal.CommunityOfficer)).FirstError.Code);
        Assert.Equal(CareRequestStatus.Reviewed, (await portal.SendAsync(new GetCareRequest(id), portal.CommunityOfficer)).Must().Status);
    }

    [Fact]
    public async Task Nobody_but_the_applicant_and_the_staff_near_the_elder_sees_a_request()
    {
        var id = await portal.CareInAsync(CareRequestStatus.Submitted);
        foreach (var stranger in new[] { portal.AnotherResident, portal.Worker, portal.Carer, portal.DepartmentOfficer, portal.AuditAdministrator })
        {
            Assert.True((await portal.SendAsync(new GetMyCareRequest(id), stranger)).IsError);
            Assert.True((await portal.SendAsync(new GetCareRequest(id), stranger)).IsError);
        }
        var elsewhere = await portal.AddPersonAsync(PostKind.StreetOfficer, DemoAccounts.OtherGrid[..9]);
        Assert.True((await portal.SendAsync(new GetCareRequest(id), elsewhere)).IsError);
        Assert.Empty((await portal.SendAsync(new ListCareRequests(), elsewhere)).Must().Items);
        Assert.Equal("CareRequest.NotFound", (await portal.CareStepAsync(id, v => new RefuseCareRequest(id, v, "不是这里"), elsewhere)).FirstError.Code);
        Assert.Contains((await portal.SendAsync(new GetCareQueue(), portal.CommunityOfficer)).Must().Page.Items, row => row.Id == id);
    }

    [Fact]
    public async Task Whoever_goes_to_the_home_sees_phone_and_address_for_ten_minutes_and_the_family_sees_who_looked()
    {
        var id = await portal.CareInAsync(CareRequestStatus.Reviewed);
        async Task<CareRequestView> ViewAsync(Guid by) => (await portal.SendAsync(new GetCareRequest(id), by)).Must();
        Assert.NotEqual("13912345678", (await ViewAsync(portal.CommunityOfficer)).Phone);
        (await portal.SendAsync(new ShowCareAddress(id), portal.CommunityOfficer)).Must();
        var shown = await ViewAsync(portal.CommunityOfficer);
        Assert.Equal(("13912345678", "化工新村 3 栋 2 单元 501", "王秀英"), (shown.Phone, shown.Address, shown.ElderName));
        Assert.DoesNotContain("王秀英", (await ViewAsync(portal.StreetOfficer)).ElderName, StringComparison.Ordinal);
        Assert.Equal("CareRequest.NotFound", (await portal.SendAsync(new ShowCareAddress(id), await portal.AddPersonAsync(PostKind.CommunityOfficer, "320812001001"))).FirstError.Code);
        Assert.True(await portal.QueryAsync(db => db.AuditEntries.AnyAsync(a => a.PersonId == portal.Resident && a.Kind == AuditKind.Reveal && a.Action == nameof(ShowCareAddress))));
        portal.Clock.Advance(Reveal.ValidFor + TimeSpan.FromSeconds(1));
        Assert.NotEqual("13912345678", (await ViewAsync(portal.CommunityOfficer)).Phone);
    }
}
