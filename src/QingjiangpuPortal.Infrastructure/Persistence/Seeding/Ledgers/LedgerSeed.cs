using System.Globalization;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Staff;
using static QingjiangpuPortal.Domain.Ledgers.LedgerFactKind;
using static QingjiangpuPortal.Domain.Ledgers.LedgerSource;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Ledgers;

/// <summary>
/// Some three thousand invented people of the demo's community in households and dwellings, and the families of the two demo residents. Their ID numbers pass
/// the check and begin with 320899, which was never given to a division, so that they are nobody's.
/// </summary>
internal sealed class LedgerSeed
{
    /// <summary>化工新村社区 of 浦楼街道, in which the demo plays.</summary>
    private const string Here = "320812003002";

    /// <summary>Of the ID numbers; see the type.</summary>
    private const string NobodysDivision = "320899";
    private const int Households = 1_150;

    /// <summary>Beyond the numbers of the seeded staff.</summary>
    private const int FirstPhone = 200_000;
    private const int OldestPupil = 22;
    private const int PensionAge = 60;

    /// <summary>Whose post covers the community, among <see cref="DemoAccounts.All"/>.</summary>
    private const int CommunityOfficer = 5;

    /// <summary>Counties and districts beside the district (GB/T 2260).</summary>
    private static readonly string[] CountiesAround = ["320803", "320804", "320813", "320826", "320830", "320831"];

    private readonly IPersonalDataCipher _cipher;
    private readonly DateTimeOffset _now;
    private readonly DateOnly _today;
    private readonly SeededRandom _random;
    private readonly IReadOnlyList<Building> _buildings;
    private readonly HashSet<string> _numbers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _addresses = new(StringComparer.Ordinal);
    private readonly List<LedgerRecord> _records = [];
    private readonly Dictionary<LedgerRecord, DateOnly> _births = [];
    private int _phone = FirstPhone;
    private int _household;
    private int _order;

    private LedgerSeed(IPersonalDataCipher cipher, DateTimeOffset now, int seed, IReadOnlyList<Building> buildings)
    {
        (_cipher, _now, _today, _random, _buildings) = (cipher, now, ChinaTime.DayOf(now), new SeededRandom(seed), buildings);
    }

    /// <summary>Adds the register to a database with units, buildings and demo accounts; saving is the caller's.</summary>
    public static async Task AddToAsync(PortalDbContext db, IPersonalDataCipher cipher, DateTimeOffset now, int seed, CancellationToken cancellationToken)
    {
        var buildings = await db.Buildings.AsNoTracking().Where(b => b.MicroGridCode.StartsWith(Here)).OrderBy(b => b.ShortCode).ToListAsync(cancellationToken);
        var register = new LedgerSeed(cipher, now, seed, buildings);
        var (first, second) = (register.AddDemoFamily("周小满", Sex.Female, 37, "一诺", 6, "周德才", Sex.Male, 83), register.AddDemoFamily("吴秀兰", Sex.Female, 35, "子涵", 4, "吴桂英", Sex.Female, 76));
        for (var household = 0; household < Households; household++) register.AddHousehold();
        db.LedgerPeople.AddRange(register._records.Select(record => record.Person));
        db.AddRange(register._records.SelectMany(record => record.New));

        var phones = DemoAccounts.All.Select(account => cipher.BlindIndex(account.Phone, PersonalDataKind.Phone)).ToList();
        var accounts = await db.People.AsNoTracking().Where(p => phones.Contains(p.Phone.BlindIndex)).ToListAsync(cancellationToken);
        foreach (var (account, (own, parent)) in ((int, (LedgerRecord, LedgerRecord))[])[(0, first), (1, second)])
        {
            register.Link(db, AccountOf(account), own, LedgerLinkKind.Self, AccountOf(CommunityOfficer));
            register.Link(db, AccountOf(account), parent, LedgerLinkKind.Family, AccountOf(CommunityOfficer));
        }

        Guid AccountOf(int account) => accounts.Single(p => p.Phone.BlindIndex.AsSpan().SequenceEqual(phones[account])).Id;
    }

    private void Link(PortalDbContext db, Guid account, LedgerRecord person, LedgerLinkKind kind, Guid by) =>
        db.LedgerLinks.Add(LedgerLink.Create(NextId(), account, person.Person.Id, kind, IdentityDocument.IdentityCard, by, _now));

    /// <summary>A demo resident with spouse and child, and a parent who lives alone in another dwelling.</summary>
    private (LedgerRecord Own, LedgerRecord Parent) AddDemoFamily(string name, Sex sex, int age, string child, int childAge, string parent, Sex parentSex, int parentAge)
    {
        var home = NewDwelling();
        var household = NewHousehold();
        var own = Add(name, sex, age);
        var spouse = Add(PeopleNames.Next(_random), sex == Sex.Male ? Sex.Female : Sex.Male, age + 2);
        var born = Add(name[..1] + child, Sex.Female, childAge);
        Settle(own, household, HouseholdRelation.Head, home, owns: true, hukou: home.PlaceCode);
        Settle(spouse, household, HouseholdRelation.Spouse, home, owns: false, hukou: home.PlaceCode);
        Settle(born, household, HouseholdRelation.Daughter, home, owns: false, hukou: home.PlaceCode);

        var old = Add(parent, parentSex, parentAge);
        Settle(old, NewHousehold(), HouseholdRelation.Head, NewDwelling(), owns: true, hukou: Here);
        Say(old, LivingAlone, holds: true, Visit, daysAgo: 60);
        return (own, old);
    }

    private void AddHousehold()
    {
        var (household, home, family) = (NewHousehold(), NewDwelling(), PeopleNames.Family(_random));
        // From elsewhere, renting: they live here, and their hukou is in another county.
        var isTenant = _random.Chance(0.1);
        var hukou = isTenant ? _random.Pick(CountiesAround) : Here;
        var kind = _random.Between(0, 1);
        if (kind < 0.14) AddElder(Age(65, 95));
        else if (kind < 0.36) AddElders(Age(58, 88));
        else if (kind < 0.78) AddParents(Age(27, 47), withGrandparent: kind > 0.62);
        else AddAdult(Age(20, 58));

        void AddElder(int age)
        {
            var elder = AddMember(HouseholdRelation.Head, AnySex(), age);
            Say(elder, LivingAlone, holds: true, Visit, daysAgo: _random.Below(400));
            if (_random.Chance(0.12)) Say(elder, Dibao, holds: true, CivilAffairs, daysAgo: 300);
            else if (_random.Chance(0.1)) Say(elder, LowIncome, holds: true, CivilAffairs, daysAgo: 300);
            if (_random.Chance(0.04)) Say(elder, SpecialFamilyPlanning, holds: true, Health, daysAgo: 500);
        }

        void AddElders(int age)
        {
            AddMember(HouseholdRelation.Head, Sex.Male, age);
            AddMember(HouseholdRelation.Spouse, Sex.Female, age - _random.Below(4));
        }

        void AddParents(int age, bool withGrandparent)
        {
            AddMember(HouseholdRelation.Head, Sex.Male, age);
            AddMember(HouseholdRelation.Spouse, Sex.Female, age - _random.Below(3));
            for (var children = _random.Chance(0.35) ? 2 : 1; children > 0; children--)
            {
                var sex = AnySex();
                AddMember(sex == Sex.Male ? HouseholdRelation.Son : HouseholdRelation.Daughter, sex, Math.Min(Age(1, 17), age - 20));
            }
            if (withGrandparent) AddMember(HouseholdRelation.Parent, AnySex(), age + Age(24, 34));
        }

        void AddAdult(int age) => AddMember(HouseholdRelation.Head, AnySex(), age);

        LedgerRecord AddMember(HouseholdRelation relation, Sex sex, int age)
        {
            // Whoever married in, and a mother of the head, has a name of their own.
            var record = Add((relation is HouseholdRelation.Spouse or HouseholdRelation.Parent ? PeopleNames.Family(_random) : family) + PeopleNames.Given(_random), sex, age);
            Settle(record, household, relation, home, owns: relation == HouseholdRelation.Head && !isTenant, hukou, rents: relation == HouseholdRelation.Head && isTenant);
            if (age >= 75 && _random.Chance(0.03)) Take(record, LedgerFact.OfStanding(NextId(), record.Person.Id, LedgerStanding.Dead, DaysAgo(_random.Below(60)), From(PoliceHukou)));
            else if (_random.Chance(0.01)) Take(record, LedgerFact.OfStanding(NextId(), record.Person.Id, LedgerStanding.MovedOut, DaysAgo(_random.Below(200)), From(PoliceHukou)));
            return record;
        }

        int Age(int from, int to) => from + _random.Below(to - from + 1);

        Sex AnySex() => _random.Chance(0.5) ? Sex.Male : Sex.Female;
    }

    private LedgerRecord Add(string name, Sex sex, int age)
    {
        var (number, born) = NextNumber(sex, age);
        var person = LedgerPerson.Register(
            NextId(),
            new(_cipher.Protect(name, PersonalDataKind.Name), _cipher.Protect(number, PersonalDataKind.IdNumber),
                _cipher.Protect(born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), PersonalDataKind.BirthDate), _cipher.Protect(sex.ToString(), PersonalDataKind.Sex)),
            _cipher.NameCharacters(name), _now);
        var record = new LedgerRecord(person, []);
        _records.Add(record);
        _births[record] = born;
        if (age is >= 14 and < 88) Take(record, LedgerFact.OfPhone(NextId(), person.Id, _cipher.Protect(PeopleNames.Phone(_phone++), PersonalDataKind.Phone), DaysAgo(200), From(Visit)));
        if (age is > 6 and < OldestPupil && (age < 16 || _random.Chance(0.8))) Say(record, Student, holds: true, Education, daysAgo: 90);
        if (age >= PensionAge && _random.Chance(0.7)) Say(record, Retired, holds: true, HumanResources, daysAgo: 120);
        if (age is >= 20 and < PensionAge && _random.Chance(0.04)) Say(record, InsuredElsewhere, holds: true, HumanResources, daysAgo: 120);
        if (_random.Chance(0.035)) Say(record, Disabled, holds: true, DisabledFederation, daysAgo: 250);
        if (sex == Sex.Male && age >= 24 && _random.Chance(0.05)) Say(record, Veteran, holds: true, VeteransAffairs, daysAgo: 400);
        if (sex == Sex.Male && age is >= 18 and < 26 && _random.Chance(0.04)) Say(record, Military, holds: true, Community, daysAgo: 100);
        return record;
    }

    /// <summary>Puts somebody into a household register and a dwelling, for as long as they can have been there.</summary>
    private void Settle(LedgerRecord record, Household household, HouseholdRelation relation, Dwelling home, bool owns, string hukou, bool rents = false)
    {
        var (person, born) = (record.Person.Id, _births[record]);
        var since = Later(born, DaysAgo(400 + _random.Below(6_000)));
        Take(record, LedgerFact.OfHukouPlace(NextId(), person, hukou, since, From(PoliceHukou)));
        Take(record, HouseholdMember.Of(NextId(), person, household, relation, since, From(PoliceHukou)));
        Take(record, DwellingTie.Of(NextId(), person, home, DwellingTieKind.Lives, since, From(PoliceHukou)));
        if (rents) Take(record, DwellingTie.Of(NextId(), person, home, DwellingTieKind.Rents, Later(since, DaysAgo(500)), From(Community)));
        if (owns) Take(record, DwellingTie.Of(
            NextId(), person, home, DwellingTieKind.Owns, since, From(RealEstateRegistry),
            _cipher.Protect($"苏({since.Year})淮安市不动产权第{9_000_000 + _household:0000000}号", PersonalDataKind.PropertyNumber)));
    }

    private void Say(LedgerRecord record, LedgerFactKind kind, bool holds, LedgerSource source, int daysAgo) =>
        Take(record, LedgerFact.YesOrNo(NextId(), record.Person.Id, kind, holds, Later(_births[record], DaysAgo(daysAgo)), From(source)));

    private void Take(LedgerRecord record, LedgerEntry entry) => record.Take([entry], DateOnly.MinValue, _today);

    private (string Number, DateOnly Born) NextNumber(Sex sex, int age)
    {
        while (true)
        {
            var born = _today.AddYears(-age).AddDays(-_random.Below(365));
            var order = _random.Below(500) * 2 + (sex == Sex.Male ? 1 : 0);
            var digits = string.Create(CultureInfo.InvariantCulture, $"{NobodysDivision}{born:yyyyMMdd}{order:000}");
            if (_numbers.Add(digits)) return (digits + ResidentId.CheckOf(digits), born);
        }
    }

    private Household NewHousehold() =>
        Household.Register(NextId(), _cipher.Protect(string.Create(CultureInfo.InvariantCulture, $"{Here}{++_household:000000}"), PersonalDataKind.HouseholdNumber), _now);

    private Dwelling NewDwelling()
    {
        while (true)
        {
            var building = _random.Pick(_buildings);
            var address = string.Create(CultureInfo.InvariantCulture, $"{building.Name} {1 + _random.Below(4)} 单元 {1 + _random.Below(6)}0{1 + _random.Below(4)} 室");
            if (_addresses.Add(address)) return Dwelling.Register(NextId(), building.MicroGridCode, _cipher.Protect(address, PersonalDataKind.Address), _now);
        }
    }

    private Guid NextId() => _random.NextId(_now.AddMilliseconds(_order / 4096), _order++ % 4096);

    private DateOnly DaysAgo(int days) => _today.AddDays(-days);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private Provenance From(LedgerSource source) => Provenance.Of(source, _now, recordedById: null);
}
