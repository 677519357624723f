using System.Globalization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.Staff;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Schools;

/// <summary>
/// Kindergartens, primary and junior middle schools for every street, with catchments that cover the district, and the rounds of a
/// year; a few nurseries. Schematic: names, places, seats and catchments are invented, and the numbers are of an exchange that does not exist.
/// </summary>
public static class SchoolSeed
{
    private const int CommunitiesOfPrimary = 3;
    private const int SeatsOfClass = 45;

    /// <summary>The first of the groups of the whole district; public schools of 4 streets in 5 belong to one.</summary>
    private static readonly string[] Groups = ["里运河教育集团", "清晏教育集团", "漕运教育集团", "钵池教育集团"];

    /// <summary>Schools and catchments for these areas; saving is the caller's.</summary>
    public static void AddTo(PortalDbContext db, IReadOnlyList<OrgUnit> units, DateTimeOffset at, int seed)
    {
        var builder = new Builder(db, units, at, new SeededRandom(seed));
        builder.AddSchools();
    }

    /// <summary>A round that is open, two that are announced, and last year's with its lottery drawn, so that every page has something to show.</summary>
    public static void AddRounds(PortalDbContext db, IPersonalDataCipher cipher, DateTimeOffset at, int seed)
    {
        var schools = db.Schools.Local.ToList();
        var random = new SeededRandom(seed);
        var today = ChinaTime.DayOf(at);
        // What begins in this autumn until it has begun, and what begins in the next one afterwards.
        var year = today.Month < 9 ? today.Year : today.Year + 1;
        foreach (var (stage, opens) in new[] { (SchoolStage.Primary, -3), (SchoolStage.JuniorMiddle, 10), (SchoolStage.Kindergarten, 24) })
        {
            var round = NewRound(random, at, stage, year, today.AddDays(opens));
            Must(round.Move(RoundVerb.Announce, at));
            var lottery = Committed(cipher, random, round, at);
            if (opens < 0) Must(round.Move(RoundVerb.Open, at));
            Add(round, lottery);
            if (opens < 0) AddApplications(db, cipher, round, at, random);
        }

        var past = NewRound(random, at, SchoolStage.Primary, year - 1, today.AddYears(-1));
        var pastLottery = Committed(cipher, random, past, ChinaTime.StartOf(past.Days.Announce));
        foreach (var verb in Enum.GetValues<RoundVerb>().Order()) Must(past.Move(verb, ChinaTime.StartOf(past.Days.Notice)));
        var receipts = Enumerable.Range(1, 320).Select(i => CaseNumber.Format(SchoolApplication.NumberKind, past.Days.RegisterFrom.Year, i * 3 + random.Below(3)));
        Must(pastLottery.Lottery.Freeze(receipts, ChinaTime.StartOf(past.Days.RegisterUntil)));
        Must(pastLottery.Lottery.Draw(pastLottery.Seed, "双色球 2025068 期 03 09 11 17 24 30 + 08", ChinaTime.StartOf(pastLottery.Lottery.DrawDay)));
        Add(past, pastLottery);

        void Add(AdmissionRound round, (RoundLottery Lottery, string) committed)
        {
            db.AdmissionRounds.Add(round);
            db.RoundLotteries.Add(committed.Lottery);
            db.SchoolSeats.AddRange(schools.Where(s => s.Stage == round.Stage).Select(s => SchoolSeats.Create(round.Id, s.Code, SeatsOfClass * (2 + random.Below(4)))));
        }
    }

    /// <summary>Families of invented children, some of them checked already; without accounts, as if these were deleted.</summary>
    private static void AddApplications(PortalDbContext db, IPersonalDataCipher cipher, AdmissionRound round, DateTimeOffset at, SeededRandom random)
    {
        var catchments = db.CatchmentAreas.Local.ToLookup(c => c.SchoolCode, c => c.AreaCode, StringComparer.Ordinal);
        var schools = db.Schools.Local.Where(s => s.Stage == round.Stage).ToList();
        var cells = db.OrgUnits.Local.Where(u => u is { Kind: OrgUnitKind.Area, Level: OrgLevel.MicroGrid }).ToLookup(u => OrgCode.AncestorAt(u.Code, OrgLevel.Community)!, StringComparer.Ordinal);
        var categories = new WeightedDraw([40, 15, 12, 12, 8, 13]);
        for (var child = 0; child < DemoApplications; child++)
        {
            // A third of them around the school of the demo's registrar.
            var first = child % 3 == 0 ? schools.Find(s => s.Code == DemoAccounts.School)! : random.Pick(schools.Where(s => !s.IsPrivate).ToList());
            var area = random.Pick(catchments[first.Code].ToList());
            var place = OrgCode.LevelOf(area) == OrgLevel.MicroGrid ? area : random.Pick(cells[area].ToList()).Code;
            var second = random.Pick(schools.Where(s => s != first).ToList());
            var submitted = at.AddHours(-1 - random.Below(70));
            var facts = Facts((AdmissionCategory)(categories.Next(random) + 1), ChinaTime.DayOf(at), random);
            var application = SchoolApplication.Submitting(
                new(random.NextId(submitted), round.Id, Guid.Empty, random.Pick(Enum.GetValues<Guardianship>()), cipher.Protect(PeopleNames.Next(random), PersonalDataKind.Name),
                    cipher.Protect(ChildId(round.Year - 6, child, random), PersonalDataKind.IdNumber), cipher.Protect($"{1 + random.Below(20)} 栋 {1 + random.Below(6)}0{1 + random.Below(4)} 室", PersonalDataKind.Address),
                    place, facts, facts.Category!.Value,
                    facts.PropertySince is null ? null : cipher.Protect(string.Create(CultureInfo.InvariantCulture, $"苏({facts.PropertySince.Value.Year})淮安市不动产权第 {100000 + child} 号"), PersonalDataKind.PropertyNumber),
                    [first.Code, second.Code]),
                submitted.AddDays(7), submitted);
            if (random.Chance(0.3)) Must(application.VerifyAs(Guid.Empty, note: null, submitted.AddMinutes(40)));
            else if (random.Chance(0.15)) Must(application.AskFor("户口本首页和孩子那一页看不清，请重拍。", Guid.Empty, submitted.AddMinutes(40)));
            application.ForgetGuardian();
            db.SchoolApplications.Add(application);
            db.SchoolPreferences.AddRange(SchoolPreference.Of(application.Id, first.Code, 1), SchoolPreference.Of(application.Id, second.Code, 2));
            foreach (var moved in application.TakeEvents().OfType<SchoolApplicationMoved>()) db.SchoolApplicationEntries.Add(SchoolApplicationEntry.Of(random.NextId(moved.At), moved));
        }
    }

    private const int DemoApplications = 90;

    private static AddressFacts Facts(AdmissionCategory category, DateOnly today, SeededRandom random)
    {
        DateOnly Day() => today.AddDays(-200 - random.Below(3000));
        return category switch
        {
            AdmissionCategory.HukouAndParentsHome => new(Day(), HomeKind.Parents, Day(), false, null, false),
            AdmissionCategory.HukouAndGrandparentsHome => new(Day(), HomeKind.Grandparents, Day(), false, null, false),
            AdmissionCategory.HukouOnly => new(Day(), HomeKind.Other, null, false, null, false),
            AdmissionCategory.HomeOnly => new(null, HomeKind.Parents, Day(), false, null, false),
            AdmissionCategory.RegisteredLease => new(null, HomeKind.Rented, Day(), true, null, false),
            _ => new(null, HomeKind.Rented, Day(), false, Day(), true),
        };
    }

    /// <summary>Of an area code that is given to nobody.</summary>
    private static string ChildId(int year, int child, SeededRandom random)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"329999{new DateOnly(year, 1, 1).AddDays(random.Below(240)):yyyyMMdd}{child:000}");
        return "0123456789X".Select(check => digits + check).First(id => ResidentId.Normalize(id) is not null);
    }

    private static AdmissionRound NewRound(SeededRandom random, DateTimeOffset at, SchoolStage stage, int year, DateOnly registerFrom) => AdmissionRound.Plan(
        random.NextId(at), stage, year,
        new(registerFrom.AddDays(-14), registerFrom, registerFrom.AddDays(13), registerFrom.AddDays(23), registerFrom.AddDays(28), registerFrom.AddDays(30), registerFrom.AddDays(37)),
        [
            AdmissionCategory.HukouAndParentsHome, AdmissionCategory.HukouAndGrandparentsHome, AdmissionCategory.HukouOnly,
            AdmissionCategory.HomeOnly, AdmissionCategory.RegisteredLease, AdmissionCategory.MigrantWorkers,
        ],
        [TieRule.PropertyDay, TieRule.HukouDay, TieRule.Lottery]);

    private static (RoundLottery Lottery, string Seed) Committed(IPersonalDataCipher cipher, SeededRandom random, AdmissionRound round, DateTimeOffset at)
    {
        var seed = random.Bytes(Lottery.SeedLength);
        var hex = Convert.ToHexStringLower(seed);
        var drawDay = round.Days.RegisterUntil.AddDays(4);
        return (RoundLottery.Commit(round.Id, Lottery.Commitment(seed), cipher.Protect(hex, PersonalDataKind.LotterySeed),
            string.Create(CultureInfo.InvariantCulture, $"{drawDay:yyyy 年 M 月 d 日}开奖的中国福利彩票双色球"), drawDay, at), hex);
    }

    private static void Must<T>(ErrorOr.ErrorOr<T> result)
    {
        if (result.IsError) throw new InvalidOperationException(result.FirstError.Code);
    }

    private sealed class Builder(PortalDbContext db, IReadOnlyList<OrgUnit> units, DateTimeOffset at, SeededRandom random)
    {
        private readonly ILookup<string, OrgUnit> _below = units.Where(u => u.Kind == OrgUnitKind.Area && u.ParentCode is not null).ToLookup(u => u.ParentCode!, StringComparer.Ordinal);
        private int _phones;

        public void AddSchools()
        {
            var streets = _below[OrgCode.District].OrderBy(u => u.Code, StringComparer.Ordinal).ToList();
            foreach (var (street, index) in streets.Select((street, index) => (street, index))) AddOf(street, index);
        }

        private void AddOf(OrgUnit street, int index)
        {
            var communities = _below[street.Code].OrderBy(u => u.Code, StringComparer.Ordinal).ToList();
            var place = street.Name.Replace("街道", "", StringComparison.Ordinal).Replace("镇", "", StringComparison.Ordinal);
            var group = index % 5 == 4 ? null : Groups[index % Groups.Length];
            var number = 0;

            var middle = Add(SchoolStage.JuniorMiddle, place + "初级中学", communities[communities.Count / 2], group);
            foreach (var community in communities) Catch(middle, community.Code);
            var chunks = communities.Chunk(CommunitiesOfPrimary).ToList();
            var primaries = chunks.ConvertAll(chunk => Add(SchoolStage.Primary, chunk == chunks[0] ? place + "中心小学" : AreaName.Stem(chunk[0].Name) + "小学", chunk[0], group));
            var kindergartens = chunks.ConvertAll(chunk => Add(SchoolStage.Kindergarten, chunk == chunks[0] ? place + "中心幼儿园" : AreaName.Stem(chunk[0].Name) + "幼儿园", chunk[^1], group));
            for (var chunk = 0; chunk < chunks.Count; chunk++)
            {
                foreach (var community in chunks[chunk])
                {
                    Catch(kindergartens[chunk], community.Code);
                    // A road cuts the last community before the next school in two: from there on by micro-grids.
                    if (community != chunks[chunk][^1] || chunk == chunks.Count - 1) Catch(primaries[chunk], community.Code);
                    else
                        foreach (var (cell, i) in _below[community.Code].SelectMany(grid => _below[grid.Code]).OrderBy(u => u.Code, StringComparer.Ordinal).Select((cell, i) => (cell, i)))
                            Catch(primaries[chunk + i % 2], cell.Code);
                }
            }
            // Without a catchment of its own: its pupils go on to the street's junior middle school.
            if (index % 4 == 0) Catch(middle, Add(SchoolStage.Primary, place + "双语小学", communities[^1], groupName: null, isPrivate: true).Code);
            if (index % 4 == 1) Add(SchoolStage.JuniorMiddle, place + "外国语初级中学", communities[0], groupName: null, isPrivate: true);
            if (index % 2 == 0) Add(SchoolStage.Kindergarten, place + "童悦幼儿园", communities[0], groupName: null, isPrivate: true);

            if (index % 5 == 2) Add(SchoolStage.Nursery, place + "示例托育园", communities[0], groupName: null, isPrivate: index % 2 == 0, places: 60);

            School Add(SchoolStage stage, string name, OrgUnit community, string? groupName, bool isPrivate = false, int? places = null)
            {
                var unit = OrgUnit.Institution(OrgCode.Below(street.Code, OrgUnitKind.School, ++number), name, DistrictSeed.ValidFrom);
                var (latitude, longitude) = (Math.Round(community.Latitude!.Value, 6), Math.Round(community.Longitude!.Value, 6));
                var address = string.Create(CultureInfo.InvariantCulture, $"{AreaName.Display(community.Name)}{AreaName.Stem(community.Name)}路 {10 + random.Below(190)} 号");
                var school = School.Create(
                    unit.Code, stage, new(isPrivate, name, groupName, address, latitude, longitude, string.Create(CultureInfo.InvariantCulture, $"0517-0000{5000 + _phones++:0000}"), places));
                db.OrgUnits.Add(unit);
                db.Schools.Add(school);
                if (stage == SchoolStage.Primary && !isPrivate && number % 3 == 0)
                    db.SchoolCampuses.Add(SchoolCampus.Create(NextId(), school.Code, "东校区", $"{AreaName.Display(community.Name)}{AreaName.Stem(community.Name)}东路", latitude, longitude));
                return school;
            }
        }

        private void Catch(School school, string areaCode) => db.CatchmentAreas.Add(CatchmentArea.Create(NextId(), school.Code, areaCode, DistrictSeed.ValidFrom));

        private Guid NextId() => random.NextId(at);
    }
}
