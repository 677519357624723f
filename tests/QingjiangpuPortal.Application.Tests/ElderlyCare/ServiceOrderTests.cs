using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.ElderlyCare;

/// <summary>Visits out of a month's quota, and the settlement that adds them up.</summary>
public sealed class ServiceOrderTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Twenty_dispatchers_at_once_never_take_more_than_the_month_has()
    {
        var plan = await portal.PlanOfAsync(await portal.CareInAsync(CareRequestStatus.Granted));
        // 200 yuan a month are two baths of 80.
        var tried = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => portal.SendAsync(portal.CareOrder(plan, CareServices.Bathing), portal.StreetOfficer)));
        Assert.InRange(tried.Count(t => !t.IsError), 1, 2);
        var quota = await portal.QueryAsync(db => db.CareQuotas.SingleAsync(q => q.PlanId == plan));
        Assert.Equal(tried.Count(t => !t.IsError) * 80_00, quota.TakenFen);
        while ((await portal.SendAsync(portal.CareOrder(plan, CareServices.Bathing), portal.StreetOfficer)) is { IsError: false }) { }
        Assert.Equal(160_00, (await portal.QueryAsync(db => db.CareQuotas.AsNoTracking().SingleAsync(q => q.PlanId == plan))).TakenFen);
        Assert.Equal("CareQuota.UsedUp", (await portal.SendAsync(portal.CareOrder(plan, CareServices.Cleaning), portal.StreetOfficer)).FirstError.Code);
    }

    [Fact]
    public async Task An_order_sent_twice_is_one_and_a_cancelled_one_gives_its_money_back()
    {
        var plan = await portal.PlanOfAsync(await portal.CareInAsync(CareRequestStatus.Granted));
        var order = portal.CareOrder(plan, CareServices.Bathing);
        var (first, second) = ((await portal.SendAsync(order, portal.StreetOfficer)).Must(), (await portal.SendAsync(order, portal.StreetOfficer)).Must());
        Assert.Equal(first, second);
        Assert.Equal(80_00, (await portal.QueryAsync(db => db.CareQuotas.SingleAsync(q => q.PlanId == plan))).TakenFen);
        (await portal.SendAsync(new CancelServiceOrder(first, (await portal.OrderAsync(first)).Version), portal.StreetOfficer)).Must();
        Assert.Equal(0, (await portal.QueryAsync(db => db.CareQuotas.AsNoTracking().SingleAsync(q => q.PlanId == plan))).TakenFen);
    }

    [Fact]
    public async Task A_check_in_far_away_is_refused_one_at_the_door_counts_once_however_often_it_is_sent()
    {
        var plan = await portal.PlanOfAsync(await portal.CareInAsync(CareRequestStatus.Granted));
        var id = (await portal.SendAsync(portal.CareOrder(plan), portal.StreetOfficer)).Must();
        (await portal.SendAsync(new AcceptServiceOrder(id, (await portal.OrderAsync(id)).Version), portal.Carer)).Must();
        var door = portal.Places.AtUnit(DemoAccounts.MicroGrid)!;
        var far = await portal.SendAsync(new CheckInVisit(id, door.Latitude + 0.027, door.Longitude), portal.Carer);
        Assert.Equal("ServiceOrder.TooFar", far.FirstError.Code);
        Assert.InRange((int)far.FirstError.Arguments()[0], 2_950, 3_050);

        (await portal.SendAsync(new CheckInVisit(id, door.Latitude, door.Longitude), portal.Carer)).Must();
        var at = (await portal.OrderAsync(id)).CheckedInAt;
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        (await portal.SendAsync(new CheckInVisit(id, door.Latitude, door.Longitude), portal.Carer)).Must();
        Assert.Equal(at, (await portal.OrderAsync(id)).CheckedInAt);
        Assert.Equal("ServiceOrder.TooShort", (await portal.SendAsync(new CheckOutVisit(id, null, [await portal.UploadedPhotoAsync()]), portal.Carer)).FirstError.Code);
        portal.Clock.Advance(TimeSpan.FromMinutes(10));
        (await portal.SendAsync(new CheckOutVisit(id, null, [await portal.UploadedPhotoAsync()]), portal.Carer)).Must();
    }

    [Fact]
    public async Task A_carer_has_one_visit_at_a_time_also_from_two_phones()
    {
        var plan = await portal.PlanOfAsync(await portal.CareInAsync(CareRequestStatus.Granted));
        var carer = await portal.AddPersonAsync(PostKind.ProviderStaff, CareSeed.DemoProvider);
        var orders = new List<Guid>();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var id = (await portal.SendAsync(portal.CareOrder(plan), portal.StreetOfficer)).Must();
            (await portal.SendAsync(new AcceptServiceOrder(id, (await portal.OrderAsync(id)).Version), carer)).Must();
            orders.Add(id);
        }
        var door = portal.Places.AtUnit(DemoAccounts.MicroGrid)!;
        var tried = await Task.WhenAll(orders.Select(id => portal.SendAsync(new CheckInVisit(id, door.Latitude, door.Longitude), carer)));
        Assert.Single(tried, t => !t.IsError);
    }

    [Fact]
    public async Task Another_provider_and_another_family_have_no_part_in_a_visit()
    {
        var plan = await portal.PlanOfAsync(await portal.CareInAsync(CareRequestStatus.Granted));
        var id = (await portal.SendAsync(portal.CareOrder(plan), portal.StreetOfficer)).Must();
        var other = await portal.AddPersonAsync(PostKind.ProviderStaff, "320812P001");
        Assert.True((await portal.SendAsync(new GetVisit(id), other)).IsError);
        Assert.True((await portal.SendAsync(new AcceptServiceOrder(id, (await portal.OrderAsync(id)).Version), other)).IsError);
        Assert.Empty((await portal.SendAsync(new ListVisits(), other)).Must());
        Assert.True((await portal.SendAsync(new RateVisit(id, Satisfaction.Satisfied), portal.AnotherResident)).IsError);
        // Before the visit is accepted its provider sees no more than it needs to decide.
        Assert.False((await portal.SendAsync(new GetVisit(id), portal.Carer)).Must().IsClear);
    }

    [Fact]
    public async Task A_month_is_settled_line_by_line_without_what_failed_the_sample_and_only_once()
    {
        var plan = await portal.PlanOfAsync(await portal.CareInAsync(CareRequestStatus.Granted));
        // A provider that no other test orders from.
        const string provider = "320812P002";
        var carer = await portal.AddPersonAsync(PostKind.ProviderStaff, provider);
        var (good, failed) = (await portal.VisitDoneAsync(plan, CareServices.Bathing, provider, carer), await portal.VisitDoneAsync(plan, CareServices.Meals, provider, carer));
        (await portal.SendAsync(new RateVisit(good, Satisfaction.Satisfied), portal.Resident)).Must();
        (await portal.SendAsync(new FailVisitAudit(failed, (await portal.OrderAsync(failed)).Version, "没有上门"), portal.StreetOfficer)).Must();
        var month = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        Assert.Equal("Settlement.MonthRuns", (await portal.SendAsync(new SettleCareMonth(provider, month), portal.DistrictOfficer)).FirstError.Code);
        portal.Clock.Advance(TimeSpan.FromDays(31));
        var left = Assert.Single((await portal.SendAsync(new ListSettlements(), portal.DistrictOfficer)).Must().ToSettle, l => l.ProviderCode == provider);
        Assert.Equal((2, 95_00, 15_00), (left.Orders, left.Fen, left.FailedFen));

        var tried = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => portal.SendAsync(new SettleCareMonth(provider, month), portal.DistrictOfficer)));
        var settlement = (await portal.SendAsync(new GetSettlement(Assert.Single(tried, t => !t.IsError).Value), portal.DistrictOfficer)).Must();
        Assert.Equal((95_00, 15_00, 80_00), (settlement.Sum.OrderedFen, settlement.Sum.DeductedFen, settlement.Sum.PaidFen));
        Assert.Equal(settlement.Sum.PaidFen, settlement.Lines.Where(l => l.AuditFailedAt is null).Sum(l => l.Fen));
        Assert.Equal("Settlement.NothingLeft", (await portal.SendAsync(new SettleCareMonth(provider, month), portal.DistrictOfficer)).FirstError.Code);
    }
}
