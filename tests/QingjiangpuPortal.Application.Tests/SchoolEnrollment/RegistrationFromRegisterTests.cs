using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Testing;
using static QingjiangpuPortal.Domain.SchoolEnrollment.AdmissionCategory;
using static QingjiangpuPortal.Testing.PortalLedger;

namespace QingjiangpuPortal.Application.Tests.SchoolEnrollment;

/// <summary>A registration for school asks only for what the population register does not know.</summary>
public sealed class RegistrationFromRegisterTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_mother_takes_her_child_from_the_register_and_is_asked_only_for_schools_and_papers()
    {
        var (round, building) = (await portal.AddRoundAsync(year: 2026), await portal.BuildingAsync());
        var (mother, child) = await FamilyAsync("夏侯一", building, "自有自住");
        var (id, personId) = (mother.Account, await portal.LedgerIdAsync(child.IdNumber));
        Assert.Equal(["夏侯一小"], (await portal.SendAsync(new GetEnrollmentDraft(round.Id), id)).Must().Offered.Select(c => c.Name));

        Assert.Equal(EnrollmentStep.Schools, (await portal.SendAsync(new FillEnrollmentDraft(round.Id, personId), id)).Must());
        var draft = (await portal.SendAsync(new GetEnrollmentDraft(round.Id), id)).Must();
        Assert.Equal(
            ("夏侯一小", child.IdNumber, Guardianship.Mother, $"{building.Name} 3 单元 402 室", building.MicroGrid),
            (draft.Answers.ChildName, draft.Answers.ChildIdNumber, draft.Answers.Guardianship, draft.Answers.Address, draft.Answers.PlaceCode));
        Assert.Equal(
            (true, new DateOnly(2020, 1, 5), HomeKind.Parents, new DateOnly(2019, 9, 9), "苏(2019)淮安市不动产权第0042号"),
            (draft.Answers.HasHukou, draft.Answers.HukouDay, draft.Answers.House, draft.Answers.HouseDay, draft.Answers.PropertyNumber));
        Assert.Equal(HukouAndParentsHome, draft.Answers.Facts.Category);
        Assert.Equal([EnrollmentStep.Guardian, EnrollmentStep.Home, EnrollmentStep.Hukou, EnrollmentStep.House], draft.Settled);
        Assert.Equal([EnrollmentStep.Child, .. draft.Settled], draft.Known.Keys.Order());
        Assert.Equal(LedgerSource.PoliceHukou, draft.Known[EnrollmentStep.Hukou].Since!.Source);
        // Looking at the child in clear stands in the trail.
        Assert.True(await portal.QueryAsync(db => db.AuditEntries.AnyAsync(a => a.Kind == AuditKind.Reveal && a.SubjectId == personId.ToString() && a.ActorId == id)));

        (await portal.SendAsync(new SaveEnrollmentStep(round.Id, EnrollmentStep.Schools, new(Preferences: [PortalSchools.School]), []), id)).Must();
        var sent = (await portal.SendAsync(new SubmitEnrollment(SubmissionKey.New(), round.Id, draft.DraftId!.Value, Agreed: true), id)).Must();
        Assert.Equal(HukouAndParentsHome, (await portal.ApplicationAsync(sent)).Category);
    }

    [Fact]
    public async Task What_is_changed_is_the_familys_and_asked_again_with_all_that_hangs_on_it()
    {
        var round = await portal.AddRoundAsync(year: 2025);
        var (mother, child) = await FamilyAsync("夏侯二", await portal.BuildingAsync(), "自有自住");
        (await portal.SendAsync(new FillEnrollmentDraft(round.Id, await portal.LedgerIdAsync(child.IdNumber)), mother.Account)).Must();
        Assert.Equal(EnrollmentStep.Schools, await SaveAsync(EnrollmentStep.Hukou, a => a with { HasHukou = false }));
        var draft = (await portal.SendAsync(new GetEnrollmentDraft(round.Id), mother.Account)).Must();
        Assert.Equal([EnrollmentStep.Guardian, EnrollmentStep.Home, EnrollmentStep.House], draft.Settled);
        Assert.Equal((false, HomeOnly), (draft.Known.ContainsKey(EnrollmentStep.Hukou), draft.Answers.Facts.Category));
        // About another child nothing is known: each question comes in its turn.
        Assert.Equal(EnrollmentStep.Guardian, await SaveAsync(EnrollmentStep.Child, a => a with { ChildIdNumber = PortalSchools.ChildId(new(2018, 3, 1), 7) }));
        Assert.Empty((await portal.SendAsync(new GetEnrollmentDraft(round.Id), mother.Account)).Must().Known);

        async Task<EnrollmentStep> SaveAsync(EnrollmentStep step, Func<EnrollmentAnswers, EnrollmentAnswers> change) => (await portal.SendAsync(
            new SaveEnrollmentStep(round.Id, step, change((await portal.SendAsync(new GetEnrollmentDraft(round.Id), mother.Account)).Must().Answers), []), mother.Account)).Must();
    }

    [Fact]
    public async Task A_lease_may_be_registered_or_not_and_a_community_is_no_address_so_both_are_asked_with_what_is_known()
    {
        var (round, building) = (await portal.AddRoundAsync(year: 2024), await portal.BuildingAsync());
        var (mother, child) = await FamilyAsync("夏侯三", building, "租住", hukou: building.MicroGrid[..12]);
        Assert.Equal(EnrollmentStep.Hukou, (await portal.SendAsync(new FillEnrollmentDraft(round.Id, await portal.LedgerIdAsync(child.IdNumber)), mother.Account)).Must());
        var draft = (await portal.SendAsync(new GetEnrollmentDraft(round.Id), mother.Account)).Must();
        Assert.Equal((true, HomeKind.Rented, false), (draft.Answers.HasHukou, draft.Answers.House, draft.Answers.IsLeaseRegistered));
        Assert.Equal([EnrollmentStep.Guardian, EnrollmentStep.Home], draft.Settled);
        Assert.Equal((false, false), (draft.Known[EnrollmentStep.Hukou].IsWhole, draft.Known[EnrollmentStep.House].IsWhole));
    }

    [Fact]
    public async Task For_a_junior_middle_school_the_primary_school_is_asked_also_of_a_child_that_was_taken_and_then_the_rest_is_skipped()
    {
        var round = await portal.AddRoundAsync(year: 2022, stage: SchoolStage.JuniorMiddle);
        var (mother, child) = await FamilyAsync("夏侯七", await portal.BuildingAsync(), "自有自住");
        Assert.Equal(EnrollmentStep.Child, (await portal.SendAsync(new FillEnrollmentDraft(round.Id, await portal.LedgerIdAsync(child.IdNumber)), mother.Account)).Must());
        var draft = (await portal.SendAsync(new GetEnrollmentDraft(round.Id), mother.Account)).Must();
        Assert.Equal((child.IdNumber, null), (draft.Answers.ChildIdNumber, draft.Answers.PrimarySchool));
        Assert.Equal(EnrollmentStep.Schools, (await portal.SendAsync(
            new SaveEnrollmentStep(round.Id, EnrollmentStep.Child, draft.Answers with { PrimarySchool = PortalSchools.School }, []), mother.Account)).Must());
        draft = (await portal.SendAsync(new GetEnrollmentDraft(round.Id), mother.Account)).Must();
        Assert.Contains(EnrollmentStep.Child, draft.Known.Keys);
        // Taken once more, it keeps what the family said.
        Assert.Equal(EnrollmentStep.Schools, (await portal.SendAsync(new FillEnrollmentDraft(round.Id, await portal.LedgerIdAsync(child.IdNumber)), mother.Account)).Must());
    }

    [Fact]
    public async Task Of_others_children_of_the_grown_and_of_those_who_are_no_age_for_the_round_nobody_is_offered()
    {
        var round = await portal.AddRoundAsync(year: 2023);
        var building = await portal.BuildingAsync();
        var (mother, child) = await FamilyAsync("夏侯四", building, "居住");
        var (other, othersChild) = await FamilyAsync("夏侯五", building, "居住");
        var (grown, baby, ward) = (
            Person("夏侯四大", idNumber: NewIdNumber(new(2000, 9, 1))), Person("夏侯四二", idNumber: NewIdNumber(new(2024, 9, 1))), Person("夏侯六", idNumber: NewIdNumber(new(2014, 9, 1))));
        foreach (var row in new[] { grown, baby }) (row["户号"], row["与户主关系"]) = ("household-夏侯四", "女");
        await portal.ImportAsync(portal.DistrictOfficer, [grown, baby, ward]);
        await portal.LinkAsync(ward, mother.Phone, LedgerLinkKind.Guardian);
        var offered = (await portal.SendAsync(new GetEnrollmentDraft(round.Id), mother.Account)).Must().Offered;
        Assert.Equal(["夏侯六", "夏侯四小"], offered.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.All(offered, c => Assert.Contains('*', c.MaskedIdNumber));
        foreach (var row in new[] { othersChild, grown, baby })
            Assert.Equal("Ledger.NotFound", (await portal.SendAsync(new FillEnrollmentDraft(round.Id, await portal.LedgerIdAsync(row.IdNumber)), mother.Account)).FirstError.Code);
        // Nothing was proved of somebody who only has an account; a guardian is no parent, and is asked what they are.
        Assert.Empty((await portal.SendAsync(new GetEnrollmentDraft(round.Id), (await portal.AddResidentAsync()).Id)).Must().Offered);
        Assert.Equal(EnrollmentStep.Guardian, (await portal.SendAsync(new FillEnrollmentDraft(round.Id, await portal.LedgerIdAsync(ward.IdNumber)), mother.Account)).Must());
        Assert.Equal("Access.SignInFirst", (await portal.SendAsync(new FillEnrollmentDraft(round.Id, await portal.LedgerIdAsync(child.IdNumber)), by: null)).FirstError.Code);
        Assert.Single((await portal.SendAsync(new GetEnrollmentDraft(round.Id), other.Account)).Must().Offered);
    }

    /// <summary>A mother who is head of her household, with an account that is proved to be hers, and her daughter, born in 2017.</summary>
    /// <param name="tie">What she has to do with the dwelling.</param>
    private async Task<((Guid Account, string Phone) Mother, Row Child)> FamilyAsync(
        string name, (string Name, string MicroGrid, double Latitude, double Longitude) building, string tie, string? hukou = null)
    {
        var (mother, child) = (Person(name, idNumber: NewIdNumber(new(1988, 6, 1))), Person(name + "小", hukou ?? building.MicroGrid, NewIdNumber(new(2017, 6, 1))));
        foreach (var (row, relation) in new[] { (mother, "户主"), (child, "女") })
        {
            (row["户号"], row["与户主关系"], row["迁入日期"]) = ($"household-{name}", relation, "2020-01-05");
            (row["微网格编码"], row["住址"], row["住房关系"], row["住房起始日期"]) = (building.MicroGrid, $"{building.Name} 3 单元 402 室", row == mother ? tie : "居住", "2019-09-09");
        }
        if (tie == "自有自住") mother["不动产权证号"] = "苏(2019)淮安市不动产权第0042号";
        await portal.ImportAsync(portal.DistrictOfficer, [mother, child]);
        var (account, phone) = await portal.AddResidentAsync();
        await portal.LinkAsync(mother, phone, LedgerLinkKind.Self);
        return ((account, phone), child);
    }
}
