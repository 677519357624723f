using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Deadlines;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;

/// <summary>Requests for care of elders of the demo's register in every status, and weeks of visits and adapted homes, so that queues and figures show something.</summary>
internal sealed class DemoCare(SeededRandom random, SeededStaff staff, IPersonalDataCipher cipher, CareClock clock, Guid residentId, Guid carerId, DateTimeOffset now)
{
    private const int Elders = 36;

    /// <summary>The last ones are on their way, in these statuses.</summary>
    private static readonly CareRequestStatus[] OnTheirWay =
    [
        CareRequestStatus.Submitted, CareRequestStatus.Submitted, CareRequestStatus.Checked, CareRequestStatus.Checked, CareRequestStatus.Reviewed, CareRequestStatus.Reviewed,
        CareRequestStatus.Assessed, CareRequestStatus.Announced, CareRequestStatus.Refused,
    ];

    private static readonly AdaptationStatus[] Homes =
        [AdaptationStatus.Accepted, AdaptationStatus.Accepted, AdaptationStatus.Accepted, AdaptationStatus.Accepted, AdaptationStatus.Finished, AdaptationStatus.Agreed, AdaptationStatus.Proposed];

    private readonly List<object> _rows = [];
    private int _order;

    /// <summary>Adds to a database with register, demo accounts and rules; saving is the caller's.</summary>
    public static async Task AddToAsync(PortalDbContext db, IPersonalDataCipher cipher, SeededRandom random, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rules = await db.CareRuleSets.OrderByDescending(s => s.ValidFrom).Select(s => s.Rules).FirstAsync(cancellationToken);
        var phones = DemoAccounts.All.Where(a => a.Post is null or PostKind.ProviderStaff).Select(a => cipher.BlindIndex(a.Phone, PersonalDataKind.Phone)).ToList();
        var people = await db.People.Where(p => phones.Contains(p.Phone.BlindIndex)).ToListAsync(cancellationToken);
        Guid Account(string phone) => people.Single(p => p.Phone.BlindIndex.AsSpan().SequenceEqual(cipher.BlindIndex(phone, PersonalDataKind.Phone))).Id;
        var demo = new DemoCare(
            random, await SeededStaff.ReadAsync(db, now, cancellationToken), cipher, new(rules, await WorkCalendars.ReadAsync(db, cancellationToken)),
            Account(DemoAccounts.All[0].Phone), Account(DemoAccounts.All.Single(a => a.Post == PostKind.ProviderStaff).Phone), now);

        var today = ChinaTime.DayOf(now);
        var homes = await db.Set<DwellingTie>().Where(t => t.Kind == DwellingTieKind.Lives).OrderBy(t => t.Id)
            .Join(db.LedgerPeople, t => t.PersonId, p => p.Id, (t, p) => new { Person = p, t.Dwelling }).AsNoTracking().ToListAsync(cancellationToken);
        var elders = homes.Where(h => Age.On(today, ResidentId.BirthOf(cipher.Reveal(h.Person.IdNumber, PersonalDataKind.IdNumber))!.Value) >= 80).DistinctBy(h => h.Dwelling.Id).Take(Elders).ToList();
        var buildings = (await db.Buildings.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(b => b.MicroGridCode, StringComparer.Ordinal);
        foreach (var (at, elder) in elders.Index())
        {
            var building = buildings[elder.Dwelling.PlaceCode].First();
            demo.AddElder(at, elder.Person, elder.Dwelling, Door.Text(building.Latitude, building.Longitude));
        }
        db.AddRange(demo._rows);
    }

    private void AddElder(int number, LedgerPerson elder, Dwelling dwelling, string door)
    {
        var (isDone, place) = (number < Elders - OnTheirWay.Length, dwelling.PlaceCode);
        var wanted = isDone && number % 3 == 0 && number / 3 < Homes.Length ? CareServices.Meals | CareServices.Bathing | CareServices.HomeAdaptation : CareServices.Meals | CareServices.Cleaning;
        // Those on their way were asked for a few working days ago: some are due soon, one or two are late.
        var asked = now.AddDays(isDone ? -random.Between(45, 150) : -random.Between(1, 9));
        var applicant = number < 2 ? new Actor(residentId, []) : staff.Leader(place) ?? staff.Worker(place);
        var care = CareRequest.Submit(new(
            random.NextId(asked), applicant.PersonId!.Value, number < 2 ? CareApplicant.Family : CareApplicant.Worker, Again(elder.Name, PersonalDataKind.Name), Again(elder.IdNumber, PersonalDataKind.IdNumber),
            cipher.Protect("13900000009", PersonalDataKind.Phone), Again(dwelling.Address, PersonalDataKind.Address), cipher.Protect(door, PersonalDataKind.Position), place, wanted,
            ElderCircumstances.LivingAlone, Remark: null), clock, applicant, asked);
        _rows.Add(care);
        Lead(care, isDone ? CareRequestStatus.Granted : OnTheirWay[number - (Elders - OnTheirWay.Length)], asked);
        foreach (var moved in care.TakeEvents().OfType<CareRequestMoved>()) _rows.Add(CareRequestTimelineEntry.Of(random.NextId(moved.At, _order++ % 4096), moved));
        if (!isDone) return;
        AddVisits(care, care.DecidedAt!.Value);
        if (care.GrantsAdaptation) AddAdaptation(care, Homes[number / 3], applicant);
    }

    private void Lead(CareRequest care, CareRequestStatus to, DateTimeOffset asked)
    {
        var (community, street, district) = (Officer(care, PostKind.CommunityOfficer), Officer(care, PostKind.StreetOfficer), Officer(care, PostKind.DistrictOfficer));
        var step = to == CareRequestStatus.Granted ? TimeSpan.FromDays(1.5) : TimeSpan.FromHours(5);
        if (to == CareRequestStatus.Submitted) return;
        if (to == CareRequestStatus.Refused)
        {
            Must(care.Refuse(clock, community, "上门核实，老人已经搬到外地子女家住。", asked + step));
            return;
        }
        Must(care.Check(clock, ElderCircumstances.LivingAlone, community, note: null, asked + step));
        if (to == CareRequestStatus.Checked) return;
        Must(care.Review(clock, street, note: null, asked + (step * 2)));
        if (to == CareRequestStatus.Reviewed) return;
        var visit = AssessmentVisit.Begin(random.NextId(asked), care.Id);
        var scores = AbilityScores.Of([.. AbilityItems.All.Select(i => random.Chance(0.4) ? i.Max - 1 : i.Max)]).Value;
        Must(visit.Write(scores, new(InComa: false, MentalDiagnosis.None, CareRiskEvents: 0), clock.Rules, community.PersonId!.Value, asked + (step * 3)));
        Must(visit.Agree(street.PersonId!.Value, asked + (step * 3)));
        _rows.Add(visit);
        Must(care.Assess(clock, visit.Level, street, asked + (step * 3)));
        if (to == CareRequestStatus.Assessed) return;
        Must(care.Approve(clock, age: 82, district, note: null, asked + (step * 4)));
        if (to == CareRequestStatus.Granted) Must(care.Grant(clock, care.ActsAt!.Value));
    }

    /// <summary>One visit a week, most of them in time and rated.</summary>
    private void AddVisits(CareRequest care, DateTimeOffset since)
    {
        var street = Officer(care, PostKind.StreetOfficer).PersonId!.Value;
        var plan = CarePlan.Begin(random.NextId(since), care, clock.Rules, ChinaTime.DayOf(since));
        _rows.Add(plan);
        var quotas = new Dictionary<DateOnly, CareQuota>();
        for (var day = ChinaTime.DayOf(since).AddDays(2 + random.Below(7)); day <= ChinaTime.DayOf(now).AddDays(6); day = day.AddDays(7))
        {
            var plannedAt = (ChinaTime.StartOf(day) + TimeSpan.FromMinutes(30 * (17 + random.Below(15)))).ToUniversalTime();
            var tariff = clock.Rules.TariffOf(CareServices.Meals);
            var month = CareQuota.MonthOf(day);
            if (!quotas.TryGetValue(month, out var quota)) _rows.Add(quota = quotas[month] = CareQuota.Of(plan, day));
            if (quota.Take(tariff.Fen).IsError) continue;
            var order = ServiceOrder.Place(random.NextId(plannedAt.AddDays(-2)), plan, CareSeed.DemoProvider, tariff, plannedAt, street, plannedAt.AddDays(-2));
            _rows.Add(order);
            if (plannedAt > now.AddDays(2)) continue;
            Must(order.Accept());
            var came = plannedAt.AddMinutes(random.Chance(0.1) ? random.Between(35, 90) : random.Between(-20, 20));
            // Yesterday's are over; today's still wait, so that the demo's carer has somewhere to go.
            if (day >= ChinaTime.DayOf(now)) continue;
            Must(order.CheckIn(carerId, random.Below(80), clock.Rules, came));
            Must(order.CheckOut(carerId, note: null, came.AddMinutes(random.Between(tariff.LeastMinutes + 5, tariff.LeastMinutes + 40))));
            if (random.Chance(0.7)) Must(order.Rate(random.Chance(0.9) ? Satisfaction.Satisfied : Satisfaction.Fair, came.AddHours(5)));
        }
    }

    private void AddAdaptation(CareRequest care, AdaptationStatus to, Actor applicant)
    {
        var (street, at) = (Officer(care, PostKind.StreetOfficer), care.DecidedAt!.Value.AddDays(3));
        var household = cipher.Protect(HomeAdaptation.HouseholdOf(care.PlaceCode, cipher.Reveal(care.Address, PersonalDataKind.Address)), PersonalDataKind.Address);
        var adaptation = HomeAdaptation.Propose(
            random.NextId(at), care, household, CareSeed.DemoProvider,
            [new(AdaptationItem.AntiSlipFloor, 1, 600_00), new(AdaptationItem.BathroomHandrail, 2, 180_00), new(AdaptationItem.ShowerChair, 1, 220_00), new(AdaptationItem.SeatedToilet, 1, 900_00 + (100_00 * random.Below(15)))],
            street, at).Value;
        _rows.Add(adaptation);
        if (to != AdaptationStatus.Proposed) Must(adaptation.Agree(applicant, at.AddDays(1)));
        if (to is AdaptationStatus.Finished or AdaptationStatus.Accepted) Must(adaptation.Finish(new Actor(carerId, []), note: null, at.AddDays(9)));
        if (to == AdaptationStatus.Accepted) Must(adaptation.Accept(street, note: null, at.AddDays(11)));
        foreach (var moved in adaptation.TakeEvents().OfType<AdaptationMoved>()) _rows.Add(CareRequestTimelineEntry.Of(random.NextId(moved.At, _order++ % 4096), moved));
    }

    private Actor Officer(CareRequest care, PostKind kind) => staff.Around(care.PlaceCode).First(a => a.Posts[0].Kind == kind);

    private Protected Again(Protected value, PersonalDataKind kind) => cipher.Protect(cipher.Reveal(value, kind), kind);

    private static void Must(ErrorOr<Success> done)
    {
        if (done.IsError) throw new InvalidOperationException($"Cannot seed care: {done.FirstError.Code}");
    }
}
