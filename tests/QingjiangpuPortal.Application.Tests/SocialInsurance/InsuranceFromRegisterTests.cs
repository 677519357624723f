using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Testing;
using static QingjiangpuPortal.Testing.PortalLedger;

namespace QingjiangpuPortal.Application.Tests.SocialInsurance;

/// <summary>An enrolment asks only for what the population register does not know.</summary>
public sealed class InsuranceFromRegisterTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Whose_account_is_linked_finds_what_is_known_with_its_sources_and_joins()
    {
        var building = await portal.BuildingAsync();
        var row = Insured("申屠一", building);
        await portal.ImportAsync(portal.DistrictOfficer, [row], LedgerSource.CivilAffairs);
        var (account, phone) = await portal.AddResidentAsync();
        await portal.LinkAsync(row, phone, LedgerLinkKind.Self);

        var draft = await BegunAsync(account, InsuranceApplicant.Myself);
        Assert.Equal(
            ("申屠一", row.IdNumber, "13800138000", $"{building.Name} 2 单元 301 室", InsuredCircumstances.HukouHere | InsuredCircumstances.MinimumAllowance),
            (draft.Answers.PersonName, draft.Answers.PersonIdNumber, draft.Answers.Phone, draft.Answers.Address, draft.Answers.Circumstances));
        Assert.Equal((building.Latitude, building.Longitude), (draft.Answers.Latitude!.Value, draft.Answers.Longitude!.Value));
        Assert.Equal((LedgerSource.CivilAffairs, LedgerSource.CivilAffairs), (draft.Known!.Phone!.Source, draft.Known.Address!.Source));
        // Who is not disabled is not severely so. Of permits and employers nobody said anything.
        Assert.Equal(
            [InsuredCircumstances.HukouHere, InsuredCircumstances.Student, InsuredCircumstances.MinimumAllowance, InsuredCircumstances.SeverelyDisabled], draft.Known.Circumstances.Keys.Order());

        var answers = draft.Answers with { Scheme = InsuranceScheme.ResidentsMedical, Tier = 0, Consents = true };
        (await portal.SendAsync(new SubmitInsuranceEnrollment(SubmissionKey.New(), answers, []), account)).Must();
    }

    [Fact]
    public async Task How_severely_somebody_is_disabled_and_what_those_draw_who_never_retired_the_register_does_not_say()
    {
        var row = Insured("申屠二", await portal.BuildingAsync());
        (row["残疾"], row["退休"], row["户籍地编码"]) = ("是", "否", "320803");
        await portal.ImportAsync(portal.DistrictOfficer, [row]);
        var (account, phone) = await portal.AddResidentAsync();
        await portal.LinkAsync(row, phone, LedgerLinkKind.Guardian);
        var draft = await BegunAsync(account, InsuranceApplicant.Guardian);
        Assert.Equal(InsuredCircumstances.MinimumAllowance, draft.Answers.Circumstances);
        Assert.Equal([InsuredCircumstances.HukouHere, InsuredCircumstances.Student, InsuredCircumstances.MinimumAllowance], draft.Known!.Circumstances.Keys.Order());
    }

    [Fact]
    public async Task What_is_changed_is_kept_and_no_longer_the_registers_and_nobody_is_told_of_whom_no_officer_linked()
    {
        var (mine, others) = (Insured("申屠三", await portal.BuildingAsync()), Insured("申屠四", await portal.BuildingAsync()));
        await portal.ImportAsync(portal.DistrictOfficer, [mine, others]);
        var (account, phone) = await portal.AddResidentAsync();
        await portal.LinkAsync(mine, phone, LedgerLinkKind.Family);
        var answers = (await BegunAsync(account, InsuranceApplicant.Family)).Answers with { Phone = "13911112222", Address = "别处 1 号", Circumstances = InsuredCircumstances.WithEmployer };
        (await portal.SendAsync(new SaveInsuranceDraft(answers, []), account)).Must();

        // Said once more for whom, nothing is taken back.
        (await portal.SendAsync(new FillInsuranceDraft(), account)).Must();
        var draft = (await portal.SendAsync(new GetInsuranceDraft(), account)).Must();
        Assert.Equal(answers, draft.Answers);
        Assert.Equal((null, null), (draft.Known!.Phone, draft.Known.Address));
        Assert.Equal([InsuredCircumstances.Student, InsuredCircumstances.SeverelyDisabled], draft.Known.Circumstances.Keys.Order());
        (await portal.SendAsync(new SaveInsuranceDraft(answers with { PersonIdNumber = others.IdNumber }, []), account)).Must();
        Assert.Null((await portal.SendAsync(new GetInsuranceDraft(), account)).Must().Known);

        Assert.Equal("Ledger.NotFound", (await portal.SendAsync(new FillInsuranceDraft(await portal.LedgerIdAsync(others.IdNumber)), account)).FirstError.Code);
        Assert.Empty((await BegunAsync(account, InsuranceApplicant.Myself)).People);
    }

    [Fact]
    public async Task The_insured_person_sees_that_the_family_took_it_from_the_register()
    {
        var row = Insured("申屠五", await portal.BuildingAsync());
        await portal.ImportAsync(portal.DistrictOfficer, [row]);
        var ((mine, myPhone), (son, phone)) = (await portal.AddResidentAsync(), await portal.AddResidentAsync());
        await portal.LinkAsync(row, myPhone, LedgerLinkKind.Self);
        await portal.LinkAsync(row, phone, LedgerLinkKind.Family);
        await BegunAsync(son, InsuranceApplicant.Family);
        Assert.Contains((await portal.SendAsync(new ListLooks(), mine)).Must().Items, look => look is { Kind: AuditKind.Reveal, IsFamily: true, Post: null });
    }

    private static Row Insured(string name, (string Name, string MicroGrid, double Latitude, double Longitude) building)
    {
        var row = Person(name, hukou: building.MicroGrid, NewIdNumber(new(1985, 6, 1)));
        (row["手机号"], row["微网格编码"], row["住址"]) = ("13800138000", building.MicroGrid, $"{building.Name} 2 单元 301 室");
        (row["低保"], row["残疾"], row["在校学生"]) = ("是", "否", "否");
        return row;
    }

    private async Task<InsuranceDraft> BegunAsync(Guid by, InsuranceApplicant applicant)
    {
        var answers = (await portal.SendAsync(new GetInsuranceDraft(), by)).Must().Answers with { By = applicant };
        (await portal.SendAsync(new SaveInsuranceDraft(answers, []), by)).Must();
        (await portal.SendAsync(new FillInsuranceDraft(), by)).Must();
        return (await portal.SendAsync(new GetInsuranceDraft(), by)).Must();
    }
}
