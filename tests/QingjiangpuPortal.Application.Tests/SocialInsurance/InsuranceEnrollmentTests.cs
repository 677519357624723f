using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.SocialInsurance;

/// <summary>参保登记, from the first question to the membership.</summary>
public sealed class InsuranceEnrollmentTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_enrolment_goes_through_community_and_street_to_a_membership_with_its_first_bill()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Active);
        var view = (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must();
        Assert.Equal(InsuranceStatus.Active, view.Status);
        Assert.Equal([InsuranceVerb.Submit, InsuranceVerb.Check, InsuranceVerb.Activate], view.Timeline.Select(t => t.Verb));
        var bill = Assert.Single(view.Account.Bills);
        Assert.Equal((1_000_00, 120_00, BillState.Open, new DateOnly(2026, 1, 1)), (bill.AmountFen, bill.SubsidyFen, bill.State, bill.PeriodFrom));
        // Whoever asked does not read who decided.
        Assert.All(view.Timeline, line => Assert.Null(line.PersonName));
        Assert.Matches(@"^B26-\d{7}-\d$", view.Number);
    }

    [Fact]
    public async Task Sent_twice_with_one_key_it_is_one_enrolment_and_its_draft_is_gone()
    {
        var (key, answers, by) = (SubmissionKey.New(), portal.InsuranceAnswers(), await portal.AddPersonAsync());
        (await portal.SendAsync(new SaveInsuranceDraft(answers, []), by)).Must();
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => portal.SendAsync(new SubmitInsuranceEnrollment(key, answers, []), by)));
        Assert.Single(sent.Select(s => s.Must()).Distinct());
        Assert.Equal(1, await portal.QueryAsync(db => db.InsuranceEnrollments.CountAsync(e => e.ApplicantId == by)));
        Assert.Null((await portal.SendAsync(new GetInsuranceDraft(), by)).Must().SavedAt);
    }

    [Fact]
    public async Task Of_one_person_one_enrolment_in_a_scheme_is_open_whoever_asks_at_the_same_moment()
    {
        var answers = portal.InsuranceAnswers();
        var people = new[] { await portal.AddPersonAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync() };
        var sent = await Task.WhenAll(people.Select(by => portal.SendAsync(new SubmitInsuranceEnrollment(SubmissionKey.New(), answers, []), by)));
        Assert.Single(sent, s => !s.IsError);
        Assert.Equal("Insurance.InSchemeAlready", (await portal.SendAsync(new SubmitInsuranceEnrollment(SubmissionKey.New(), answers, []), portal.Resident)).FirstError.Code);
    }

    [Fact]
    public async Task Who_may_not_join_is_told_each_condition_and_what_can_be_joined_instead()
    {
        var by = await portal.AddPersonAsync();
        var answers = portal.InsuranceAnswers(age: 30) with { Circumstances = InsuredCircumstances.PermitHere };
        (await portal.SendAsync(new SaveInsuranceDraft(answers, []), by)).Must();
        var choices = (await portal.SendAsync(new GetTierChoices(), by)).Must();
        Assert.False(choices.MayJoin);
        Assert.Equal([JoinConditionKind.HukouHere], choices.Conditions.Where(c => !c.IsMet).Select(c => c.Kind));
        Assert.Equal([InsuranceScheme.FlexiblePension], choices.Others);
        Assert.Equal("Insurance.MayNotJoin", (await portal.SendAsync(new SubmitInsuranceEnrollment(SubmissionKey.New(), answers, []), by)).FirstError.Code);
        Assert.Equal("Insurance.TierMissing", (await portal.SendAsync(new SubmitInsuranceEnrollment(
            SubmissionKey.New(), answers with { Circumstances = InsuredCircumstances.HukouHere, Tier = 123 }, []), by)).FirstError.Code);
    }

    [Fact]
    public async Task Every_answer_that_is_missing_or_wrong_is_said_beside_its_field_and_the_draft_keeps_what_was_typed()
    {
        var by = await portal.AddPersonAsync();
        var typed = new InsuranceAnswers(PersonName: "王小兰", PersonIdNumber: "32081219400101001X", Phone: "12");
        var wrong = (await portal.SendAsync(new SaveInsuranceDraft(typed, ["PersonName", "PersonIdNumber", "Phone"]), by)).Must();
        Assert.Equal(["ResidentId.Wrong", "Phone.NotMobile"], wrong.Wrong.Select(e => e.Code));
        Assert.Equal(typed, (await portal.SendAsync(new GetInsuranceDraft(), by)).Must().Answers);
        var sent = await portal.SendAsync(new SubmitInsuranceEnrollment(SubmissionKey.New(), typed, []), by);
        Assert.Equal(
            ["Insurance.AddressMissing", "Insurance.ByMissing", "Insurance.ConsentMissing", "Insurance.PlaceMissing", "Insurance.SchemeMissing", "Insurance.TierMissing", "Phone.NotMobile", "ResidentId.Wrong"],
            sent.Errors.Select(e => e.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task For_ten_minutes_it_can_be_taken_back_and_nobody_works_on_it()
    {
        var id = (await portal.SendAsync(new SubmitInsuranceEnrollment(SubmissionKey.New(), portal.InsuranceAnswers(), []), portal.Resident)).Must();
        Assert.Equal("Insurance.NotYetEffective", (await portal.InsuranceStepAsync(id, v => new CheckInsuranceEnrollment(id, v, InsuredCircumstances.HukouHere, null), portal.CommunityOfficer)).FirstError.Code);
        (await portal.InsuranceStepAsync(id, v => new WithdrawInsuranceEnrollment(id, v, null), portal.Resident)).Must();
        portal.Clock.Advance(Undo.Window);
        Assert.Equal("Insurance.MoveNotPossible", (await portal.InsuranceStepAsync(id, v => new CheckInsuranceEnrollment(id, v, InsuredCircumstances.HukouHere, null), portal.CommunityOfficer)).FirstError.Code);
    }

    [Fact]
    public async Task Missing_papers_are_asked_for_and_with_them_it_goes_on_where_it_was()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Checked);
        (await portal.InsuranceStepAsync(id, v => new AskForInsurancePapers(id, v, "缺户口本"), portal.InsuranceOfficer)).Must();
        Assert.Equal("缺户口本", (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must().Timeline[^1].Note);
        var paper = await portal.UploadedPhotoAsync();
        (await portal.InsuranceStepAsync(id, v => new SupplyInsurancePapers(id, v, null, [paper]), portal.Resident)).Must();
        var view = (await portal.SendAsync(new GetInsuranceEnrollment(id), portal.InsuranceOfficer)).Must();
        Assert.Equal((InsuranceStatus.Checked, 1), (view.Status, view.Papers.Count));
    }

    [Fact]
    public async Task Papers_that_never_come_end_it_with_a_reason_once()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Submitted);
        (await portal.InsuranceStepAsync(id, v => new AskForInsurancePapers(id, v, "缺身份证"), portal.CommunityOfficer)).Must();
        portal.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, (await portal.SendAsSystemAsync(new ActOnInsurance([id]))).Must());
        Assert.Equal(0, (await portal.SendAsSystemAsync(new ActOnInsurance([id]))).Must());
        var view = (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must();
        Assert.Equal(InsuranceStatus.Refused, view.Status);
        Assert.NotNull(view.Timeline[^1].Note);
    }

    [Fact]
    public async Task An_appeal_is_looked_at_by_the_district_and_goes_on_where_it_was_refused()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Checked);
        (await portal.InsuranceStepAsync(id, v => new RefuseInsuranceEnrollment(id, v, "户籍不在本区"), portal.InsuranceOfficer)).Must();
        (await portal.InsuranceStepAsync(id, v => new AppealInsuranceRefusal(id, v, "已经迁入，请再看"), portal.Resident)).Must();
        Assert.Contains((await portal.SendAsync(new GetInsuranceQueue(), portal.DistrictOfficer)).Must().Page.Items, row => row.Id == id);
        Assert.Equal("Access.Forbidden", (await portal.InsuranceStepAsync(id, v => new OverturnInsuranceRefusal(id, v, "再看"), portal.InsuranceOfficer)).FirstError.Code);
        (await portal.InsuranceStepAsync(id, v => new OverturnInsuranceRefusal(id, v, "情况属实"), portal.DistrictOfficer)).Must();
        Assert.Equal(InsuranceStatus.Checked, (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must().Status);
    }

    [Fact]
    public async Task What_the_community_found_out_stands_in_the_way_of_the_street()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Submitted);
        (await portal.InsuranceStepAsync(id, v => new CheckInsuranceEnrollment(id, v, InsuredCircumstances.HukouHere | InsuredCircumstances.Student, null), portal.CommunityOfficer)).Must();
        Assert.Equal("Insurance.ConditionsUnmet", (await portal.InsuranceStepAsync(id, v => new ActivateInsuranceEnrollment(id, v, null), portal.InsuranceOfficer)).FirstError.Code);
        Assert.Equal(InsuranceStatus.Checked, (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must().Status);
    }

    [Fact]
    public async Task Leaving_can_be_taken_back_for_ten_minutes_and_then_ends_the_bills()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Active);
        (await portal.InsuranceStepAsync(id, v => new LeaveInsurance(id, v, "换单位"), portal.Resident)).Must();
        (await portal.SendAsSystemAsync(new ActOnInsurance([id]))).Must();
        (await portal.InsuranceStepAsync(id, v => new KeepInsurance(id, v), portal.Resident)).Must();
        Assert.Equal("Insurance.NotLeaving", (await portal.InsuranceStepAsync(id, v => new KeepInsurance(id, v), portal.Resident)).FirstError.Code);
        (await portal.SendAsSystemAsync(new ActOnInsurance([id]))).Must();
        var kept = (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must();
        Assert.Equal((InsuranceStatus.Active, 1, BillState.Open), (kept.Status, kept.Account.Bills.Count, kept.Account.Bills[0].State));
        Assert.True(kept.ActsAt > portal.Clock.GetUtcNow().AddDays(30));

        (await portal.InsuranceStepAsync(id, v => new LeaveInsurance(id, v, "换单位"), portal.Resident)).Must();
        portal.Clock.Advance(Undo.Window);
        Assert.Equal(1, (await portal.SendAsSystemAsync(new ActOnInsurance([id]))).Must());
        var left = (await portal.SendAsync(new GetMyInsuranceEnrollment(id), portal.Resident)).Must();
        Assert.Equal((InsuranceStatus.Ended, BillState.Cancelled, null), (left.Status, left.Account.Bills[0].State, left.ActsAt));
    }

    [Fact]
    public async Task Each_level_decides_about_its_own_step_only()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Submitted);
        Assert.Equal("Insurance.MoveNotYours", (await portal.InsuranceStepAsync(id, v => new CheckInsuranceEnrollment(id, v, InsuredCircumstances.HukouHere, null), portal.InsuranceOfficer)).FirstError.Code);
        (await portal.InsuranceStepAsync(id, v => new CheckInsuranceEnrollment(id, v, InsuredCircumstances.HukouHere, null), portal.CommunityOfficer)).Must();
        Assert.Equal("Insurance.MoveNotYours", (await portal.InsuranceStepAsync(id, v => new ActivateInsuranceEnrollment(id, v, null), portal.CommunityOfficer)).FirstError.Code);
    }

    [Fact]
    public async Task Nobody_but_the_applicant_and_the_staff_near_the_home_sees_an_enrolment()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Submitted);
        foreach (var stranger in new[] { portal.AnotherResident, portal.Worker, portal.Carer, portal.StreetOfficer, portal.AuditAdministrator })
        {
            Assert.True((await portal.SendAsync(new GetMyInsuranceEnrollment(id), stranger)).IsError);
            Assert.True((await portal.SendAsync(new GetInsuranceEnrollment(id), stranger)).IsError);
        }
        var elsewhere = await portal.AddPersonAsync(PostKind.InsuranceOfficer, DemoAccounts.OtherGrid[..9]);
        Assert.Equal("Insurance.NotFound", (await portal.SendAsync(new GetInsuranceEnrollment(id), elsewhere)).FirstError.Code);
        Assert.Empty((await portal.SendAsync(new ListInsuranceEnrollments(), elsewhere)).Must().Items);
        Assert.Equal("Insurance.NotFound", (await portal.InsuranceStepAsync(id, v => new RefuseInsuranceEnrollment(id, v, "不是这里"), elsewhere)).FirstError.Code);
        var queue = (await portal.SendAsync(new GetInsuranceQueue(), portal.CommunityOfficer)).Must();
        Assert.Contains(queue.Page.Items, row => row.Id == id);
        Assert.Equal(queue.Page.Items.Count, queue.Waiting);
    }

    [Fact]
    public async Task The_insurance_officer_and_not_the_street_officer_is_told_that_an_enrolment_waits()
    {
        var id = await portal.InsuranceInAsync(InsuranceStatus.Checked);
        var news = await portal.QueryAsync(db => db.News.Where(n => n.SubjectId == id.ToString() && n.Kind == NotificationKind.InsuranceAwaited).Select(n => n.UnitCode).ToListAsync());
        Assert.Equal(["320812003002", "320812003"], news.Order(StringComparer.Ordinal).Reverse());
    }
}
