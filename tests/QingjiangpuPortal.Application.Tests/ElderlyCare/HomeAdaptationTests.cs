using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.ElderlyCare;

/// <summary>适老化改造, from the plan to the money: 3,000 yuan is what the demo's rules give to an elder of 82 who lives alone.</summary>
public sealed class HomeAdaptationTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task The_government_pays_up_to_what_was_granted_and_the_family_agrees_to_the_rest_before_anything_is_built()
    {
        var care = await AskedAsync("承德路 1 号 101");
        var id = await portal.ProposeAdaptationAsync(care, yuan: 4_000);
        var plan = (await portal.SendAsync(new GetMyCareRequest(care), portal.Resident)).Must().Adaptation!;
        Assert.Equal((4_000_00, 3_000_00, 1_000_00, AdaptationStatus.Proposed), (plan.TotalFen, plan.PublicFen, plan.FamilyFen, plan.Status));
        Assert.Single(plan.Before);

        // Nobody builds in a home whose people have not said yes; not even the builder sees it.
        Assert.Equal("Adaptation.NotFound", (await portal.SendAsync(new GetAdaptation(id), portal.Carer)).FirstError.Code);
        Assert.Equal("Adaptation.NotFound", (await FinishAsync(id, portal.Carer)).FirstError.Code);
        Assert.Equal("Adaptation.NotFound", (await portal.SendAsync(new AnswerAdaptation(id, plan.Version, Agrees: true, Note: null), portal.AnotherResident)).FirstError.Code);
        (await portal.SendAsync(new AnswerAdaptation(id, plan.Version, Agrees: true, Note: null), portal.Resident)).Must();

        var job = (await portal.SendAsync(new GetAdaptation(id), portal.Carer)).Must();
        Assert.Equal((true, "承德路 1 号 101"), (job.IsClear, job.Address));
        var other = await portal.AddPersonAsync(PostKind.ProviderStaff, "320812P001");
        Assert.Equal("Adaptation.NotFound", (await portal.SendAsync(new GetAdaptation(id), other)).FirstError.Code);
        Assert.Contains((await portal.SendAsync(new ListAdaptations(), portal.Carer)).Must(), a => a.Id == id);
        Assert.Empty((await portal.SendAsync(new ListAdaptations(), other)).Must());
    }

    [Fact]
    public async Task What_is_not_good_is_built_again_and_only_what_was_accepted_is_paid_once_and_counted()
    {
        var care = await AskedAsync("承德路 2 号 202");
        const string provider = "320812P002";
        var builder = await portal.AddPersonAsync(PostKind.ProviderStaff, provider);
        var id = await portal.ProposeAdaptationAsync(care, yuan: 800, provider: provider);
        (await portal.AdaptationStepAsync(id, v => new AnswerAdaptation(id, v, Agrees: true, Note: null), portal.Resident)).Must();
        Assert.Equal("Adaptation.MoveNotPossible", (await portal.AdaptationStepAsync(id, v => new JudgeAdaptation(id, v, IsGood: true, Note: null), portal.StreetOfficer)).FirstError.Code);
        (await FinishAsync(id, builder)).Must();
        Assert.Equal("Reason.Missing", (await portal.AdaptationStepAsync(id, v => new JudgeAdaptation(id, v, IsGood: false, Note: " "), portal.StreetOfficer)).FirstError.Code);
        (await portal.AdaptationStepAsync(id, v => new JudgeAdaptation(id, v, IsGood: false, Note: "扶手松动"), portal.StreetOfficer)).Must();
        Assert.Equal("扶手松动", (await portal.SendAsync(new GetAdaptation(id), builder)).Must().Rework);
        (await FinishAsync(id, builder)).Must();
        (await portal.AdaptationStepAsync(id, v => new JudgeAdaptation(id, v, IsGood: true, Note: null), portal.StreetOfficer)).Must();

        var view = (await portal.SendAsync(new GetMyCareRequest(care), portal.Resident)).Must();
        Assert.Equal((AdaptationStatus.Accepted, 2), (view.Adaptation!.Status, view.Adaptation.After.Count));
        Assert.Equal(
            [CareVerb.ProposeAdaptation, CareVerb.AgreeToAdaptation, CareVerb.FinishAdaptation, CareVerb.ReworkAdaptation, CareVerb.FinishAdaptation, CareVerb.AcceptAdaptation],
            view.Timeline.Select(t => t.Verb).Where(v => v >= CareVerb.ProposeAdaptation));
        Assert.Equal(1, (await portal.SendAsync(new GetServiceFigures("320812", PeriodKind.HalfYear, On: null), portal.DistrictOfficer)).Must().Care.Adaptations);

        var month = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        portal.Clock.Advance(TimeSpan.FromDays(31));
        var left = Assert.Single((await portal.SendAsync(new ListSettlements(), portal.DistrictOfficer)).Must().ToSettle, l => l.ProviderCode == provider);
        Assert.Equal((1, 800_00), (left.Orders, left.Fen));
        var tried = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => portal.SendAsync(new SettleCareMonth(provider, month), portal.DistrictOfficer)));
        var settlement = (await portal.SendAsync(new GetSettlement(Assert.Single(tried, t => !t.IsError).Value), portal.DistrictOfficer)).Must();
        Assert.Equal((800_00, 800_00), (settlement.Sum.PaidFen, Assert.Single(settlement.Homes).PublicFen));
        Assert.Equal("Settlement.NothingLeft", (await portal.SendAsync(new SettleCareMonth(provider, month), portal.DistrictOfficer)).FirstError.Code);
        // Settled is over: nothing takes it back.
        Assert.Equal("Adaptation.MoveNotPossible", (await portal.AdaptationStepAsync(id, v => new CancelAdaptation(id, v, "不要了"), portal.StreetOfficer)).FirstError.Code);
    }

    [Fact]
    public async Task A_household_has_one_plan_also_of_two_elders_and_of_ten_officers_at_once_until_it_is_given_up()
    {
        var (one, other) = (await AskedAsync("承德路 3 号 303"), await AskedAsync("承德路３号303"));
        var tried = await Task.WhenAll(Enumerable.Range(0, 10).Select(async at => await portal.SendAsync(await portal.AdaptationPlanAsync(at % 2 == 0 ? one : other, yuan: 300), portal.StreetOfficer)));
        var id = Assert.Single(tried, t => !t.IsError).Value;
        Assert.Equal("Adaptation.HouseholdHasOne", (await portal.SendAsync(await portal.AdaptationPlanAsync(other, yuan: 300), portal.StreetOfficer)).FirstError.Code);
        (await portal.AdaptationStepAsync(id, v => new CancelAdaptation(id, v, "老人住院"), portal.StreetOfficer)).Must();
        (await portal.SendAsync(await portal.AdaptationPlanAsync(other, yuan: 300), portal.StreetOfficer)).Must();
    }

    [Fact]
    public async Task A_plan_sent_twice_is_one_and_one_that_the_family_declines_makes_room_for_another()
    {
        var care = await AskedAsync("承德路 4 号 404");
        var plan = await portal.AdaptationPlanAsync(care, yuan: 500);
        var (first, second) = ((await portal.SendAsync(plan, portal.StreetOfficer)).Must(), (await portal.SendAsync(plan, portal.StreetOfficer)).Must());
        Assert.Equal(first, second);
        Assert.Equal("Reason.Missing", (await portal.AdaptationStepAsync(first, v => new AnswerAdaptation(first, v, Agrees: false, Note: ""), portal.Resident)).FirstError.Code);
        (await portal.AdaptationStepAsync(first, v => new AnswerAdaptation(first, v, Agrees: false, "想先装扶手"), portal.Resident)).Must();
        await portal.ProposeAdaptationAsync(care, yuan: 200);
    }

    [Fact]
    public async Task A_plan_without_photos_items_or_prices_says_which_and_one_that_was_not_granted_is_refused()
    {
        var care = await AskedAsync("承德路 5 号 505");
        var good = await portal.AdaptationPlanAsync(care, yuan: 500);
        await AssertWrongAsync(good with { PhotoIds = [] }, "Adaptation.PhotoMissing", "Photos");
        await AssertWrongAsync(good with { Items = [new(), new()] }, "Adaptation.NothingChosen", "Items");
        await AssertWrongAsync(good with { Items = [new(2, 30), new(Count: 3)] }, "Adaptation.ItemWrong", "Items[1]");
        await AssertWrongAsync(good with { Items = [new(21, 30)] }, "Adaptation.ItemWrong", "Items[0]");
        await AssertWrongAsync(good with { ProviderCode = "320812003" }, "ServiceOrder.ProviderMissing", "ProviderCode");
        var visitsOnly = await portal.CareInAsync(CareRequestStatus.Granted);
        Assert.Equal("Adaptation.NotGranted", (await portal.SendAsync(await portal.AdaptationPlanAsync(visitsOnly, yuan: 500), portal.StreetOfficer)).FirstError.Code);
        Assert.Equal("CareRequest.NotFound", (await portal.SendAsync(good, await portal.AddPersonAsync(PostKind.StreetOfficer, "320812001"))).FirstError.Code);

        async Task AssertWrongAsync(ProposeAdaptation plan, string code, string field)
        {
            var error = (await portal.SendAsync(plan, portal.StreetOfficer)).FirstError;
            Assert.Equal((code, field), (error.Code, error.Field()));
        }
    }

    [Fact]
    public async Task Photos_of_a_home_are_seen_by_the_family_its_street_and_its_builder_and_by_nobody_else()
    {
        var care = await AskedAsync("承德路 6 号 606");
        var id = await portal.ProposeAdaptationAsync(care, yuan: 500);
        (await portal.AdaptationStepAsync(id, v => new AnswerAdaptation(id, v, Agrees: true, Note: null), portal.Resident)).Must();
        var photo = (await portal.SendAsync(new GetMyCareRequest(care), portal.Resident)).Must().Adaptation!.Before[0];
        foreach (var person in new[] { portal.Resident, portal.StreetOfficer, portal.Carer }) await (await portal.SendAsync(new OpenPhoto(photo, Thumbnail: true), person)).Must().Content.DisposeAsync();
        foreach (var person in new Guid?[] { portal.AnotherResident, await portal.AddPersonAsync(PostKind.ProviderStaff, "320812P001"), await portal.AddPersonAsync(PostKind.StreetOfficer, "320812001"), null })
            Assert.True((await portal.SendAsync(new OpenPhoto(photo, Thumbnail: true), person)).IsError);
    }

    /// <summary>Granted visits and the adaptation of a home at an address of its own.</summary>
    private Task<Guid> AskedAsync(string address) =>
        portal.CareInAsync(CareRequestStatus.Granted, portal.CareAnswers() with { Address = address, Wanted = CareServices.Meals | CareServices.HomeAdaptation });

    private async Task<ErrorOr.ErrorOr<ErrorOr.Success>> FinishAsync(Guid id, Guid builder)
    {
        var photo = await portal.UploadedPhotoAsync();
        return await portal.AdaptationStepAsync(id, v => new FinishAdaptation(id, v, Note: null, [photo]), builder);
    }
}
