using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Testing;
using static QingjiangpuPortal.Testing.PortalLedger;

namespace QingjiangpuPortal.Application.Tests.ElderlyCare;

/// <summary>A request for care asks only for what the population register does not know.</summary>
public sealed class CareFromRegisterTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task An_elder_whose_account_is_linked_finds_what_is_known_with_its_sources_and_sends_it()
    {
        var building = await portal.BuildingAsync();
        var elder = Elder("上官一", building);
        await portal.ImportAsync(portal.DistrictOfficer, [elder], LedgerSource.CivilAffairs);
        var (account, phone) = await portal.AddResidentAsync();
        await portal.LinkAsync(elder, phone, LedgerLinkKind.Self);

        var draft = await BegunAsync(account, CareApplicant.Elder);
        Assert.Equal(
            ("上官一", elder.IdNumber, "13800138000", $"{building.Name} 2 单元 301 室", ElderCircumstances.LivingAlone | ElderCircumstances.MinimumAllowance),
            (draft.Answers.ElderName, draft.Answers.ElderIdNumber, draft.Answers.Phone, draft.Answers.Address, draft.Answers.Circumstances));
        // The door is the building's, where whoever comes checks in.
        Assert.Equal((building.Latitude, building.Longitude), (draft.Answers.Latitude!.Value, draft.Answers.Longitude!.Value));
        Assert.Equal(LedgerSource.CivilAffairs, draft.Known!.Phone!.Source);
        Assert.Equal(LedgerSource.CivilAffairs, draft.Known.Address!.Source);
        // Of a veteran the list says no, of the others that are not here nothing.
        Assert.Equal([ElderCircumstances.LivingAlone, ElderCircumstances.MinimumAllowance, ElderCircumstances.Veteran], draft.Known.Circumstances.Keys.Order());

        var answers = draft.Answers with { Wanted = CareServices.Meals, Consents = true };
        (await portal.SendAsync(new SubmitCareRequest(SubmissionKey.New(), answers, []), account)).Must();
    }

    [Fact]
    public async Task What_is_changed_is_kept_and_no_longer_the_registers()
    {
        var elder = Elder("上官二", await portal.BuildingAsync());
        await portal.ImportAsync(portal.DistrictOfficer, [elder]);
        var (account, phone) = await portal.AddResidentAsync();
        await portal.LinkAsync(elder, phone, LedgerLinkKind.Family);
        var answers = (await BegunAsync(account, CareApplicant.Family)).Answers with { Phone = "13911112222", Circumstances = ElderCircumstances.Disabled };
        (await portal.SendAsync(new SaveCareDraft(answers, []), account)).Must();

        // Said once more for whom, nothing is taken back.
        (await portal.SendAsync(new FillCareDraft(), account)).Must();
        var draft = (await portal.SendAsync(new GetCareDraft(), account)).Must();
        Assert.Equal(answers, draft.Answers);
        Assert.Null(draft.Known!.Phone);
        Assert.NotNull(draft.Known.Address);
        Assert.Equal([ElderCircumstances.Veteran], draft.Known.Circumstances.Keys);
        // About somebody else nothing is known.
        (await portal.SendAsync(new SaveCareDraft(answers with { ElderIdNumber = NewIdNumber() }, []), account)).Must();
        Assert.Null((await portal.SendAsync(new GetCareDraft(), account)).Must().Known);
    }

    [Fact]
    public async Task Nobody_is_told_of_relatives_who_did_not_agree_before_an_officer_however_they_say_to_ask()
    {
        var building = await portal.BuildingAsync();
        var (own, mother, father) = (Person("上官三"), Elder("上官四", building), Elder("上官五", building));
        foreach (var (row, relation) in new[] { (own, "户主"), (mother, "父母"), (father, "父母") }) (row["户号"], row["与户主关系"]) = ("care-household", relation);
        await portal.ImportAsync(portal.DistrictOfficer, [own, mother, father]);
        var (account, phone) = await portal.AddResidentAsync();
        await portal.LinkAsync(own, phone, LedgerLinkKind.Self);

        Assert.Null((await BegunAsync(account, CareApplicant.Family)).Answers.ElderName);
        var (motherId, fatherId) = (await portal.LedgerIdAsync(mother.IdNumber), await portal.LedgerIdAsync(father.IdNumber));
        Assert.Equal("Ledger.NotFound", (await portal.SendAsync(new FillCareDraft(motherId), account)).FirstError.Code);

        // Of two who agreed the family says which.
        await portal.LinkAsync(mother, phone, LedgerLinkKind.Family);
        await portal.LinkAsync(father, phone, LedgerLinkKind.Family);
        var draft = await BegunAsync(account, CareApplicant.Family);
        Assert.Null(draft.Answers.ElderName);
        Assert.Equal(["上官四", "上官五"], draft.Elders.Select(e => e.Name));
        (await portal.SendAsync(new FillCareDraft(fatherId), account)).Must();
        Assert.Equal(father.IdNumber, (await portal.SendAsync(new GetCareDraft(), account)).Must().Answers.ElderIdNumber);
        // As a guardian, or for the grid, they may ask; the register answers nobody's questions then.
        Assert.Empty((await BegunAsync(account, CareApplicant.Guardian)).Elders);
        Assert.Empty((await BegunAsync(account, CareApplicant.Worker)).Elders);
    }

    [Fact]
    public async Task The_elder_sees_that_the_family_took_it_from_the_register()
    {
        var elder = Elder("上官六", await portal.BuildingAsync());
        await portal.ImportAsync(portal.DistrictOfficer, [elder]);
        var ((mine, myPhone), (daughter, phone)) = (await portal.AddResidentAsync(), await portal.AddResidentAsync());
        await portal.LinkAsync(elder, myPhone, LedgerLinkKind.Self);
        await portal.LinkAsync(elder, phone, LedgerLinkKind.Family);
        await BegunAsync(daughter, CareApplicant.Family);
        Assert.Contains((await portal.SendAsync(new ListLooks(), mine)).Must().Items, look => look is { Kind: AuditKind.Reveal, IsFamily: true, Post: null });
    }

    private static Row Elder(string name, (string Name, string MicroGrid, double Latitude, double Longitude) building)
    {
        var row = Person(name, hukou: building.MicroGrid);
        (row["手机号"], row["微网格编码"], row["住址"]) = ("13800138000", building.MicroGrid, $"{building.Name} 2 单元 301 室");
        (row["独居"], row["低保"], row["退役军人"]) = ("是", "是", "否");
        return row;
    }

    private async Task<CareDraft> BegunAsync(Guid by, CareApplicant applicant)
    {
        var answers = (await portal.SendAsync(new GetCareDraft(), by)).Must().Answers with { By = applicant };
        (await portal.SendAsync(new SaveCareDraft(answers, []), by)).Must();
        (await portal.SendAsync(new FillCareDraft(), by)).Must();
        return (await portal.SendAsync(new GetCareDraft(), by)).Must();
    }
}
