using CsCheck;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Domain.Tests.SchoolEnrollment;

public sealed class CorrectionAndAppealTests
{
    private static readonly DateTimeOffset At = new(2027, 6, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly AddressFacts Said = new(new(2019, 5, 1), HomeKind.Parents, new(2018, 3, 1), false, null, false);
    private static readonly AddressFacts Shown = Said with { Home = HomeKind.Grandparents, HomeSince = new(2020, 3, 1) };
    private static readonly Guid Checker = Guid.CreateVersion7();
    private static readonly Guid Reviewer = Guid.CreateVersion7();

    [Fact]
    public void A_correction_says_what_it_changed_the_category_that_follows_last()
    {
        var changes = FactChange.Between(Said, Shown);
        Assert.Equal(
        [
            new(CorrectedFact.Home, "Parents", "Grandparents"), new(CorrectedFact.HomeSince, "2018-03-01", "2020-03-01"),
            new(CorrectedFact.Category, "HukouAndParentsHome", "HukouAndGrandparentsHome"),
        ], changes);
        Assert.Equal(changes, changes.Select(change => FactChange.Read(change.Write())));
        Assert.Equal(new FactChange(CorrectedFact.HukouSince, "2019-05-01", To: null), FactChange.Read("HukouSince|2019-05-01|"));
        Assert.Empty(FactChange.Between(Said, Said));
    }

    [Theory]
    [InlineData(RoundStatus.Registering, null)]
    [InlineData(RoundStatus.Checking, "Enrollment.ListFrozen")]
    [InlineData(RoundStatus.Placing, "Enrollment.ListFrozen")]
    [InlineData(RoundStatus.Confirming, "Enrollment.ListFrozen")]
    public void Nothing_is_corrected_once_the_list_is_frozen(RoundStatus round, string? refused)
    {
        var application = Submitted();
        Assert.Equal(refused, Correct(application, Shown, round) is { IsError: true } error ? error.FirstError.Code : null);
        Assert.Equal(refused is null ? AdmissionCategory.HukouAndGrandparentsHome : AdmissionCategory.HukouAndParentsHome, application.Category);
    }

    [Fact]
    public void What_leaves_no_claim_is_refused_and_not_corrected()
    {
        var application = Submitted();
        Assert.Equal("Enrollment.CorrectedToNoBasis", Correct(application, new(null, HomeKind.Other, null, false, null, false)).FirstError.Code);
        Assert.Equal(Said, application.Facts);
    }

    [Fact]
    public void An_appeal_against_a_correction_that_is_right_brings_back_what_the_family_said_first()
    {
        var application = Submitted();
        Assert.False(application.MayAppealIn(RoundStatus.Registering));
        Correct(application, Shown);
        Correct(application, Shown with { HomeSince = new(2021, 1, 1) });
        Assert.False(application.MayAppealIn(RoundStatus.Checking));
        Assert.False(application.AppealWith("日期没有错", RoundStatus.Registering, At).IsError);
        Assert.Equal("Enrollment.OwnDecision", application.AnswerAppeal(true, "对", Checker, At, At).FirstError.Code);
        Assert.False(application.AnswerAppeal(true, "对", Reviewer, At, At).IsError);
        Assert.Equal((Said, AdmissionCategory.HukouAndParentsHome, ApplicationStatus.Submitted), (application.Facts, application.Category, application.Status));
        Assert.Equal("Enrollment.StepNotPossible", application.AppealWith("再来", RoundStatus.Registering, At).FirstError.Code);
    }

    [Fact]
    public void An_appeal_that_is_not_right_leaves_the_correction_as_it_is()
    {
        var application = Submitted();
        Correct(application, Shown);
        application.VerifyAs(Checker, note: null, At);
        application.AppealWith("日期没有错", RoundStatus.Registering, At);
        Assert.False(application.AnswerAppeal(false, "证上就是这样写的", Reviewer, At, At).IsError);
        Assert.Equal((Shown, ApplicationStatus.Verified), (application.Facts, application.Status));
    }

    [Fact]
    public void Seats_are_never_fewer_than_who_has_one_however_often_appeals_are_right() => Gen.Select(Gen.Int[0, 5], Gen.Int[0, 9].Array[0, 12]).Sample((seats, waiting) =>
    {
        var school = SchoolSeats.Create(Guid.NewGuid(), "320812003S002", seats);
        var (taken, offers) = (0, 0);
        foreach (var waits in waiting)
        {
            var isExtra = school.GiveOnAppeal(school.Seats - taken - waits);
            taken++;
            // A seat that somebody waits for is left to them.
            if (taken > school.Seats || isExtra != (waits >= school.Seats - (isExtra ? 1 : 0) - (taken - 1)) || school.Seats != seats + school.Extra || ++offers != school.Offers) return false;
        }
        return true;
    });

    [Fact]
    public void A_place_on_appeal_is_given_once_by_somebody_who_did_not_decide()
    {
        var application = Submitted();
        application.RefuseFor("材料不清", Checker, At);
        application.AppealWith("是清楚的", RoundStatus.Confirming, At);
        Assert.Equal("Enrollment.OwnDecision", application.GrantPlaceAt("S1", new(2027, 7, 1), "对", Checker, At).FirstError.Code);
        Assert.False(application.GrantPlaceAt("S1", new(2027, 7, 1), "对", Reviewer, At).IsError);
        Assert.Equal((ApplicationStatus.Placed, "S1", "对", false), (application.Status, application.PlacedSchoolCode, application.AppealAnswer, application.HasOpenAppeal));
        Assert.Equal("Enrollment.StepNotPossible", application.GrantPlaceAt("S2", new(2027, 7, 1), "对", Reviewer, At).FirstError.Code);
        Assert.False(Submitted().MayAppealIn(RoundStatus.Closed));
    }

    [Fact]
    public void A_catchment_ends_not_before_it_begins_and_a_school_closes_once()
    {
        var area = CatchmentArea.Create(Guid.NewGuid(), "S1", "320812003002", new(2027, 1, 1));
        Assert.Equal("School.EndBeforeBegin", area.End(new(2026, 12, 31)).FirstError.Code);
        Assert.True(area.HoldsOnOrAfter(new(2029, 1, 1)));
        Assert.False(area.End(new(2028, 1, 1)).IsError);
        Assert.Equal((true, false), (area.HoldsOnOrAfter(new(2027, 12, 31)), area.HoldsOnOrAfter(new(2028, 1, 1))));
        var school = School.Create("320812003S009", SchoolStage.Primary, new(false, "试验小学", null, "路 1 号", 33.6, 119, null, Places: 9));
        Assert.Equal((true, null), (school.HasCatchments, school.Places));
        Assert.False(school.Close(new(2027, 9, 1)).IsError);
        Assert.Equal(("School.Closed", false, true, false), (school.Close(new(2027, 9, 1)).FirstError.Code, school.HasCatchments, school.IsOpenOn(new(2027, 8, 31)), school.IsOpenOn(new(2027, 9, 1))));
    }

    private static ErrorOr.ErrorOr<ErrorOr.Success> Correct(SchoolApplication application, AddressFacts facts, RoundStatus round = RoundStatus.Registering) =>
        application.CorrectTo(facts, propertyNumber: null, FactChange.Between(application.Facts, facts), round, "证上是这样", Checker, At);

    private static SchoolApplication Submitted()
    {
        var nothing = new Protected([1], [2]);
        return SchoolApplication.Submitting(
            new(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guardianship.Mother, nothing, nothing, nothing, "32081200300200101", Said, Said.Category!.Value, nothing, ["S1", "S2"]), At, At);
    }
}
