using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Testing;
using SkiaSharp;

namespace QingjiangpuPortal.Application.Tests.SchoolEnrollment;

public sealed class RegistrationTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_child_registered_by_two_guardians_is_registered_once_and_the_second_is_told()
    {
        var (round, mother, father) = (await portal.AddRoundAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync());
        var answers = PortalSchools.Answers(round, 1);
        await portal.ApplyAsync(round, mother, answers);
        // Typed with spaces and a small x, it is the same number.
        var typed = answers with { ChildIdNumber = answers.ChildIdNumber!.Insert(6, " ").ToLowerInvariant() };
        Assert.Equal("Enrollment.ChildRegistered", await SubmitAsync(father, typed));
        Assert.Equal("Enrollment.ChildRegisteredByYou", await SubmitAsync(mother, answers));
        Assert.Equal(1, await portal.QueryAsync(db => db.SchoolApplications.CountAsync(a => a.RoundId == round.Id)));

        async Task<string> SubmitAsync(Guid guardian, EnrollmentAnswers given) => (await portal.SendAsync(
            new SubmitEnrollment(SubmissionKey.New(), round.Id, await portal.FillInAsync(round, guardian, given), Agreed: true), guardian)).FirstError.Code;
    }

    [Fact]
    public async Task Two_guardians_who_send_at_once_make_one_registration()
    {
        var round = await portal.AddRoundAsync();
        var answers = PortalSchools.Answers(round, 1);
        var guardians = new List<(Guid Person, Guid Draft)>();
        for (var i = 0; i < 4; i++)
        {
            var guardian = await portal.AddPersonAsync();
            guardians.Add((guardian, await portal.FillInAsync(round, guardian, answers)));
        }
        var sent = await Task.WhenAll(guardians.Select(g => portal.SendAsync(new SubmitEnrollment(SubmissionKey.New(), round.Id, g.Draft, Agreed: true), g.Person)));
        Assert.Single(sent, result => !result.IsError);
        Assert.All(sent.Where(result => result.IsError), result => Assert.Equal("Enrollment.ChildRegistered", result.FirstError.Code));
        Assert.Equal(1, await portal.QueryAsync(db => db.SchoolApplications.CountAsync(a => a.RoundId == round.Id)));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_registration_with_one_number()
    {
        var (round, guardian) = (await portal.AddRoundAsync(), await portal.AddPersonAsync());
        var submit = new SubmitEnrollment(SubmissionKey.New(), round.Id, await portal.FillInAsync(round, guardian, PortalSchools.Answers(round, 1)), Agreed: true);
        var ids = (await Task.WhenAll(portal.SendAsync(submit, guardian), portal.SendAsync(submit, guardian))).Append(await portal.SendAsync(submit, guardian)).ToList();
        Assert.Single(ids.Select(id => id.Must()).Distinct());
        var application = await portal.ApplicationAsync(ids[0].Value);
        Assert.StartsWith("S26-", application.Number, StringComparison.Ordinal);
        Assert.Equal(1, await portal.QueryAsync(db => db.SchoolApplicationEntries.CountAsync(e => e.ApplicationId == application.Id)));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_refused_with_a_sentence_beside_its_field()
    {
        var (round, guardian) = (await portal.AddRoundAsync(), await portal.AddPersonAsync());
        var good = PortalSchools.Answers(round, 1);
        await RefusedAsync(EnrollmentStep.Child, good with { ChildIdNumber = good.ChildIdNumber![..17] + (good.ChildIdNumber[17] == '1' ? '2' : '1') }, "Enrollment.IdWrong", "ChildIdNumber");
        await RefusedAsync(EnrollmentStep.Child, good with { ChildIdNumber = PortalSchools.ChildId(new(round.Year - 6, 9, 1), 1) }, "Enrollment.TooYoung", "ChildIdNumber");
        await RefusedAsync(EnrollmentStep.Child, good with { ChildIdNumber = PortalSchools.ChildId(new(round.Year - 40, 1, 1), 1) }, "Enrollment.TooOld", "ChildIdNumber");
        await RefusedAsync(EnrollmentStep.Hukou, good with { HukouDay = new(2090, 1, 1) }, "Enrollment.DayWrong", "HukouDay");
        await RefusedAsync(EnrollmentStep.House, good with { PropertyNumber = null }, "Enrollment.PropertyNumberMissing", "PropertyNumber");
        await RefusedAsync(EnrollmentStep.Schools, good with { Preferences = [PortalSchools.School, PortalSchools.School] }, "Enrollment.PreferenceTwice", "Preferences");
        await RefusedAsync(EnrollmentStep.Schools, good with { Preferences = [PortalSchools.OtherSchool] }, "Enrollment.SchoolWithoutSeats", "Preferences");
        await RefusedAsync(EnrollmentStep.Schools, good with { Preferences = [] }, "Enrollment.PreferenceMissing", "Preferences");
        Assert.Null((await portal.SendAsync(new GetEnrollmentDraft(round.Id), guardian)).Must().DraftId);

        async Task RefusedAsync(EnrollmentStep step, EnrollmentAnswers answers, string code, string field)
        {
            var refused = (await portal.SendAsync(new SaveEnrollmentStep(round.Id, step, answers, []), guardian)).FirstError;
            Assert.Equal((code, field), (refused.Code, Domain.Common.Failure.Field(refused)));
        }
    }

    [Fact]
    public async Task A_child_of_the_account_brings_its_name_and_not_anothers_number()
    {
        var (round, guardian, stranger) = (await portal.AddRoundAsync(year: 2023), await portal.AddPersonAsync(), await portal.AddPersonAsync());
        var birth = new DateOnly(2015, 4, 2);
        var child = (await portal.SendAsync(new RegisterChild("王乐乐", birth, Guardianship.Father, Agreed: true), guardian)).Must();
        var answers = new EnrollmentAnswers(ChildId: child, ChildIdNumber: PortalSchools.ChildId(birth.AddDays(1), 1));
        Assert.Equal("Enrollment.IdOfAnother", await SaveAsync(guardian, answers) is { IsError: true } refused ? refused.FirstError.Code : null);
        var right = answers with { ChildIdNumber = PortalSchools.ChildId(birth, 1) };
        (await SaveAsync(guardian, right)).Must();
        Assert.Equal(("王乐乐", Guardianship.Father), await DraftAsync());
        // Another's child is nobody to this account: without a name of its own it is refused.
        Assert.Equal("Name.Missing", (await SaveAsync(stranger, right)).FirstError.Code);

        Task<ErrorOr.ErrorOr<EnrollmentStep>> SaveAsync(Guid by, EnrollmentAnswers given) => portal.SendAsync(new SaveEnrollmentStep(round.Id, EnrollmentStep.Child, given, []), by);

        async Task<(string?, Guardianship?)> DraftAsync()
        {
            var draft = (await portal.SendAsync(new GetEnrollmentDraft(round.Id), guardian)).Must().Answers;
            return (draft.ChildName, draft.Guardianship);
        }
    }

    [Fact]
    public async Task The_permit_is_asked_for_only_where_nothing_else_gives_a_category()
    {
        var (round, guardian) = (await portal.AddRoundAsync(), await portal.AddPersonAsync());
        var answers = PortalSchools.Answers(round, 1) with { HasHukou = false, HukouDay = null, House = HomeKind.Rented, PropertyNumber = null };
        Assert.Contains(EnrollmentStep.Permit, answers.Steps);
        Assert.DoesNotContain(EnrollmentStep.Permit, (answers with { IsLeaseRegistered = true }).Steps);
        var draft = await portal.FillInAsync(round, guardian, answers with { HasPermit = false });
        var refused = await portal.SendAsync(new SubmitEnrollment(SubmissionKey.New(), round.Id, draft, Agreed: true), guardian);
        Assert.Equal("Enrollment.NoBasis", refused.FirstError.Code);
        // The draft is still there, to be changed.
        (await portal.SendAsync(new SaveEnrollmentStep(round.Id, EnrollmentStep.Permit, answers with { HasPermit = true, PermitDay = new(2024, 1, 1), HasSocialInsurance = true }, []), guardian)).Must();
        var id = (await portal.SendAsync(new SubmitEnrollment(SubmissionKey.New(), round.Id, draft, Agreed: true), guardian)).Must();
        Assert.Equal(AdmissionCategory.MigrantWorkers, (await portal.ApplicationAsync(id)).Category);
    }

    [Fact]
    public async Task What_is_taken_back_is_a_draft_again_with_its_papers_and_later_it_can_only_be_withdrawn()
    {
        var (round, guardian) = (await portal.AddRoundAsync(), await portal.AddPersonAsync());
        var draft = await portal.FillInAsync(round, guardian, PortalSchools.Answers(round, 1));
        var paper = await UploadAsync();
        (await portal.SendAsync(new SaveEnrollmentStep(round.Id, EnrollmentStep.Papers, new(), [paper]), guardian)).Must();
        (await portal.SendAsync(new SubmitEnrollment(SubmissionKey.New(), round.Id, draft, Agreed: true), guardian)).Must();
        Assert.Equal([paper], (await portal.SendAsync(new GetMyApplication(draft), guardian)).Must().Papers);
        Assert.Null((await portal.SendAsync(new GetEnrollmentDraft(round.Id), guardian)).Must().DraftId);

        (await portal.OnApplicationAsync(draft, v => new TakeBackEnrollment(draft, v), guardian)).Must();
        var again = (await portal.SendAsync(new GetEnrollmentDraft(round.Id), guardian)).Must();
        Assert.Equal((draft, "周小宝"), (again.DraftId!.Value, again.Answers.ChildName));
        Assert.Equal([paper], again.Papers);
        (await portal.SendAsync(new SubmitEnrollment(SubmissionKey.New(), round.Id, draft, Agreed: true), guardian)).Must();
        portal.Clock.Advance(Undo.Window);
        Assert.Equal("Enrollment.TooLateToTakeBack", (await portal.OnApplicationAsync(draft, v => new TakeBackEnrollment(draft, v), guardian)).FirstError.Code);
        (await portal.OnApplicationAsync(draft, v => new WithdrawEnrollment(draft, v), guardian)).Must();
        // The child can be registered anew.
        await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, 1));
    }

    [Fact]
    public async Task A_family_sees_its_own_a_registrar_their_schools_the_bureau_all_and_nobody_else_anything()
    {
        var (round, guardian, stranger) = (await portal.AddRoundAsync(otherSeats: 1), await portal.AddPersonAsync(), await portal.AddPersonAsync());
        var registrar = await portal.AddPersonAsync(PostKind.SchoolRegistrar, PortalSchools.School);
        var elsewhere = await portal.AddPersonAsync(PostKind.SchoolRegistrar, PortalSchools.OtherSchool);
        var bureau = await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03");
        var application = await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, 1));
        var paper = await UploadAsync();

        Assert.Equal("Enrollment.NotFound", (await portal.SendAsync(new GetMyApplication(application.Id), stranger)).FirstError.Code);
        // What can still be taken back is the family's alone.
        Assert.Equal("Enrollment.NotFound", (await portal.SendAsync(new GetApplication(application.Id), registrar)).FirstError.Code);
        portal.Clock.Advance(Undo.Window);
        (await portal.OnApplicationAsync(application.Id, v => new AskForEnrollmentPapers(application.Id, v, "户口本"), registrar)).Must();
        (await portal.OnApplicationAsync(application.Id, v => new AddEnrollmentPapers(application.Id, v, Note: null, [paper]), guardian)).Must();

        var seen = (await portal.SendAsync(new GetApplication(application.Id), registrar)).Must();
        Assert.Equal(("周**", true), (seen.Application.Child, seen.Application.Papers.Count == 0));
        Assert.DoesNotContain(PortalSchools.Answers(round, 1).ChildIdNumber!, seen.Application.ChildIdNumber, StringComparison.Ordinal);
        Assert.Equal("Photo.NotFound", (await portal.SendAsync(new OpenPhoto(paper, Thumbnail: true), registrar)).FirstError.Code);
        (await portal.SendAsync(new RevealEnrollment(application.Id), registrar)).Must();
        var clear = (await portal.SendAsync(new GetApplication(application.Id), registrar)).Must();
        Assert.Equal("周小宝", clear.Application.Child);
        Assert.Equal([paper], clear.Application.Papers);
        await (await portal.SendAsync(new OpenPhoto(paper, Thumbnail: true), registrar)).Must().Content.DisposeAsync();
        (await portal.SendAsync(new GetApplication(application.Id), bureau)).Must();

        foreach (var other in new[] { elsewhere, portal.DepartmentOfficer, portal.DistrictOfficer, portal.SecurityAdministrator, stranger, portal.Volunteer })
        {
            Assert.Contains((await portal.SendAsync(new GetApplication(application.Id), other)).FirstError.Code, new[] { "Enrollment.NotFound", "Access.Forbidden" });
            Assert.Contains((await portal.OnApplicationAsync(application.Id, v => new VerifyEnrollment(application.Id, v, Note: null), other)).FirstError.Code, new[] { "Enrollment.NotFound", "Access.Forbidden" });
            Assert.Equal("Photo.NotFound", (await portal.SendAsync(new OpenPhoto(paper, Thumbnail: true), other)).FirstError.Code);
        }
        // Rounds are the bureau's alone.
        foreach (var other in new[] { registrar, portal.DepartmentOfficer, stranger })
            Assert.Equal("Access.Forbidden", (await portal.OnRoundAsync(round.Id, v => new CloseRegistration(round.Id, v), other)).FirstError.Code);
    }

    [Fact]
    public async Task Two_officers_at_once_decide_once_and_the_second_is_told()
    {
        var (round, guardian) = (await portal.AddRoundAsync(), await portal.AddPersonAsync());
        var registrars = new[] { await portal.AddPersonAsync(PostKind.SchoolRegistrar, PortalSchools.School), await portal.AddPersonAsync(PostKind.SchoolRegistrar, PortalSchools.School) };
        var application = await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, 1));
        portal.Clock.Advance(Undo.Window);
        var results = await Task.WhenAll(
            portal.SendAsync(new VerifyEnrollment(application.Id, application.Version, Note: null), registrars[0]),
            portal.SendAsync(new RefuseEnrollment(application.Id, application.Version, "住址不符"), registrars[1]));
        Assert.Equal("Access.ChangedMeanwhile", Assert.Single(results, r => r.IsError).FirstError.Code);
    }

    [Fact]
    public async Task A_refusal_can_be_appealed_once_and_is_reviewed_by_somebody_else_of_the_bureau()
    {
        var (round, guardian) = (await portal.AddRoundAsync(), await portal.AddPersonAsync());
        var (decider, reviewer) = (await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03"), await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03"));
        var id = (await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, 1))).Id;
        portal.Clock.Advance(Undo.Window);
        (await portal.OnApplicationAsync(id, v => new RefuseEnrollment(id, v, "房产证看不清"), decider)).Must();
        (await portal.OnApplicationAsync(id, v => new AppealEnrollment(id, v, "证件是清楚的"), guardian)).Must();
        Assert.Equal("Enrollment.OwnDecision", (await portal.OnApplicationAsync(id, v => new AnswerEnrollmentAppeal(id, v, true, "再看"), decider)).FirstError.Code);
        (await portal.OnApplicationAsync(id, v => new AnswerEnrollmentAppeal(id, v, true, "确实清楚，重新审核"), reviewer)).Must();
        var application = await portal.ApplicationAsync(id);
        Assert.Equal((ApplicationStatus.Submitted, true), (application.Status, application.DueAt is not null));
        (await portal.OnApplicationAsync(id, v => new RefuseEnrollment(id, v, "仍不符"), decider)).Must();
        Assert.Equal("Enrollment.StepNotPossible", (await portal.OnApplicationAsync(id, v => new AppealEnrollment(id, v, "还是不服"), guardian)).FirstError.Code);
    }

    [Fact]
    public async Task Whoever_registered_by_the_same_dwelling_within_six_years_is_shown_to_the_verifier()
    {
        var (round, guardian, neighbour) = (await portal.AddRoundAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync());
        var registrar = await portal.AddPersonAsync(PostKind.SchoolRegistrar, PortalSchools.School);
        var first = await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, 1));
        var dwelling = PortalSchools.Answers(round, 1).PropertyNumber;
        var sister = await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, 2) with { PropertyNumber = dwelling });
        await portal.ApplyAsync(round, neighbour, PortalSchools.Answers(round, 3) with { PropertyNumber = dwelling });
        await portal.ApplyAsync(round, neighbour, PortalSchools.Answers(round, 4));
        portal.Clock.Advance(Undo.Window);
        var same = (await portal.SendAsync(new GetApplication(first.Id), registrar)).Must().SameDwelling;
        Assert.Equal(2, same.Count);
        Assert.Equal(sister.Number, Assert.Single(same, s => s.SameGuardian).Number);
    }

    [Fact]
    public async Task Papers_go_with_a_draft_that_nobody_goes_on_with_and_never_with_one_that_was_sent()
    {
        var (round, guardian, forgetful) = (await portal.AddRoundAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync());
        var (sent, left) = (await portal.FillInAsync(round, guardian, PortalSchools.Answers(round, 1)), await portal.FillInAsync(round, forgetful, PortalSchools.Answers(round, 2)));
        var (paper, lost) = (await UploadAsync(), await UploadAsync());
        (await portal.SendAsync(new SaveEnrollmentStep(round.Id, EnrollmentStep.Papers, new(), [paper]), guardian)).Must();
        (await portal.SendAsync(new SaveEnrollmentStep(round.Id, EnrollmentStep.Papers, new(), [lost]), forgetful)).Must();
        (await portal.SendAsync(new SubmitEnrollment(SubmissionKey.New(), round.Id, sent, Agreed: true), guardian)).Must();
        var later = portal.Clock.GetUtcNow() + ApplicationDraft.KeptFor + TimeSpan.FromSeconds(1);
        await portal.QueryAsync(async db =>
        {
            // The worker that throws sent drafts away has not come by for months.
            await SessionCleaner.CleanAsync(db, later, CancellationToken.None);
            return true;
        });
        Assert.Equal([paper], await portal.QueryAsync(db => db.Attachments.Where(a => a.OwnerId == sent || a.OwnerId == left).Select(a => a.Id).ToListAsync()));
        Assert.False(await portal.QueryAsync(db => db.ApplicationDrafts.AnyAsync(d => d.Id == left)));
    }

    private async Task<Guid> UploadAsync()
    {
        using var picture = new MemoryStream(TestPictures.Encode(SKEncodedImageFormat.Jpeg));
        return (await portal.SendAsync(new UploadPhoto(picture), by: null)).Must();
    }
}
