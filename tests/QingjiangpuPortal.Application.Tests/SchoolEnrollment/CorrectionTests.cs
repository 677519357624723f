using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.SchoolEnrollment;

public sealed class CorrectionTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    /// <summary>What the papers of the answers of <see cref="PortalSchools"/> say: the home is the grandparents' and registered later.</summary>
    private static readonly EnrollmentAnswers Shown = new(HasHukou: true, HukouDay: new(2019, 5, 1), House: HomeKind.Grandparents, HouseDay: new(2020, 6, 1), HasPermit: false);

    [Fact]
    public async Task A_checker_corrects_by_the_papers_and_the_family_reads_from_what_to_what()
    {
        var (round, guardian, registrar) = (await portal.AddRoundAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync(PostKind.SchoolRegistrar, PortalSchools.School));
        var id = (await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, 1))).Id;
        portal.Clock.Advance(Undo.Window);
        Assert.True((await portal.SendAsync(new GetApplication(id), registrar)).Must().MayCorrect);
        (await portal.OnApplicationAsync(id, v => new CorrectEnrollment(id, v, Shown with { PropertyNumber = "苏(2020)淮安市不动产权第7654321号" }, "房产证上是祖父的名字"), registrar)).Must();

        var application = await portal.ApplicationAsync(id);
        Assert.Equal((AdmissionCategory.HukouAndGrandparentsHome, new DateOnly(2020, 6, 1), ApplicationStatus.Submitted), (application.Category, application.Facts.PropertySince, application.Status));
        Assert.Equal((HomeKind.Parents, false), (application.FiledFacts!.Home, application.FiledPropertyNumber!.BlindIndex!.SequenceEqual(application.PropertyNumber!.BlindIndex!)));
        var mine = (await portal.SendAsync(new GetMyApplication(id), guardian)).Must();
        Assert.Equal((2, true), (mine.CategoryOrder, mine.MayAppeal));
        var line = mine.Timeline.Single(e => e.Verb == ApplicationVerb.Correct);
        Assert.Equal("房产证上是祖父的名字", line.Note);
        var said = CorrectionWords.Of(line.Changes.Select(FactChange.Read), inEnglish: false);
        Assert.Contains("房屋 父母的房 → 祖辈的房", said, StringComparison.Ordinal);
        Assert.Contains("房屋登记日 2018-03-01 → 2020-06-01", said, StringComparison.Ordinal);
        // Neither history nor news hold a number in clear.
        Assert.DoesNotContain("7654321", said, StringComparison.Ordinal);
        var news = await portal.QueryAsync(db => db.News.SingleAsync(n => n.Kind == NotificationKind.EnrollmentCorrected && n.SubjectId == id.ToString()));
        Assert.Contains("2018-03-01 → 2020-06-01", NotificationWords.Text(news.Kind, news.Facts!, inEnglish: false), StringComparison.Ordinal);
        Assert.Contains("the parents’ → the grandparents’", NotificationWords.Text(news.Kind, news.Facts!, inEnglish: true), StringComparison.Ordinal);
        Assert.Equal("房产证上是祖父的名字", await portal.QueryAsync(db => db.AuditEntries.Where(e => e.Action == nameof(CorrectEnrollment) && e.SubjectId == id.ToString()).Select(e => e.Reason).SingleAsync()));
    }

    [Fact]
    public async Task The_family_objects_and_somebody_else_brings_back_what_they_said()
    {
        var (round, guardian) = (await portal.AddRoundAsync(), await portal.AddPersonAsync());
        var (checker, reviewer) = (await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03"), await portal.AddPersonAsync(PostKind.DepartmentOfficer, "320812D03"));
        var id = (await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, 1))).Id;
        portal.Clock.Advance(Undo.Window);
        Assert.Equal("Enrollment.StepNotPossible", (await portal.OnApplicationAsync(id, v => new AppealEnrollment(id, v, "没有更正过"), guardian)).FirstError.Code);
        (await portal.OnApplicationAsync(id, v => new CorrectEnrollment(id, v, Shown, "房产证"), checker)).Must();
        (await portal.OnApplicationAsync(id, v => new VerifyEnrollment(id, v, Note: null), checker)).Must();
        (await portal.OnApplicationAsync(id, v => new AppealEnrollment(id, v, "房子是我们的"), guardian)).Must();
        Assert.False((await portal.SendAsync(new GetApplication(id), checker)).Must().MayAnswerAppeal);
        Assert.Equal("Enrollment.OwnDecision", (await portal.OnApplicationAsync(id, v => new AnswerEnrollmentAppeal(id, v, true, "对"), checker)).FirstError.Code);
        (await portal.OnApplicationAsync(id, v => new AnswerEnrollmentAppeal(id, v, true, "对"), reviewer)).Must();
        var application = await portal.ApplicationAsync(id);
        Assert.Equal((ApplicationStatus.Submitted, AdmissionCategory.HukouAndParentsHome, new DateOnly(2018, 3, 1)), (application.Status, application.Category, application.Facts.PropertySince));
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_other_schools_do_not_see_it()
    {
        var (round, guardian, registrar) = (await portal.AddRoundAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync(PostKind.SchoolRegistrar, PortalSchools.School));
        var other = await portal.AddPersonAsync(PostKind.SchoolRegistrar, PortalSchools.OtherSchool);
        var id = (await portal.ApplyAsync(round, guardian, PortalSchools.Answers(round, 1))).Id;
        portal.Clock.Advance(Undo.Window);
        await RefusedAsync(Shown with { HouseDay = null }, "原因", "Enrollment.DayMissing", "HouseDay");
        await RefusedAsync(Shown with { HukouDay = new(2090, 1, 1) }, "原因", "Enrollment.DayWrong", "HukouDay");
        await RefusedAsync(Shown, " ", "Reason.Missing", "Why");
        await RefusedAsync(new(HasHukou: false, House: HomeKind.Other, HasPermit: false), "原因", "Enrollment.CorrectedToNoBasis", "House");
        await RefusedAsync(new(HasHukou: true, HukouDay: new(2019, 5, 1), House: HomeKind.Parents, HouseDay: new(2018, 3, 1), HasPermit: false), "原因", "Enrollment.NothingCorrected", "House");
        Assert.Equal("Enrollment.NotFound", (await portal.OnApplicationAsync(id, v => new CorrectEnrollment(id, v, Shown, "原因"), other)).FirstError.Code);

        async Task RefusedAsync(EnrollmentAnswers answers, string why, string code, string field)
        {
            var refused = (await portal.OnApplicationAsync(id, v => new CorrectEnrollment(id, v, answers, why), registrar)).FirstError;
            Assert.Equal((code, field), (refused.Code, Failure.Field(refused)));
        }
    }
}
