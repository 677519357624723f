using System.Linq.Expressions;
using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>Who sees whom in the register, said in this one place.</summary>
internal static class LedgerAccess
{
    /// <summary>For staff: whose hukou or home lies within the scope. Prefixes, because lists go by id: no index could give both places' order.</summary>
    public static IQueryable<LedgerPerson> Within(this IQueryable<LedgerPerson> people, Scope scope)
    {
        if (scope.Areas(OrgLevel.District).Length > 0) return people;
        return scope.IsEmpty ? people.Where(_ => false) : people.Where(scope.Units.Select(PlacedIn).Aggregate(Either.Or));
    }

    public static IQueryable<LedgerPerson> PlacedWithin(this IQueryable<LedgerPerson> people, string unit) => people.Where(PlacedIn(unit));

    /// <summary>Whose home lies within the scope, wherever their hukou is.</summary>
    public static IQueryable<LedgerPerson> AtHomeWithin(this IQueryable<LedgerPerson> people, Scope scope) =>
        scope.IsEmpty ? people.Where(_ => false) : people.Where(scope.Units.Select(HomeIn).Aggregate(Either.Or));

    /// <summary><see cref="Within"/> of a person in hand; in the whole district also whoever is placed outside it.</summary>
    public static bool Covers(this Scope scope, LedgerPerson person) =>
        scope.Areas(OrgLevel.District).Length > 0
        || (person.HukouPlaceCode is { } hukou && scope.Covers(hukou)) || (person.HomePlaceCode is { } home && scope.Covers(home));

    /// <summary>The unit by which a person lies in the scope, for the trail.</summary>
    public static string? UnitOf(this Scope scope, LedgerPerson person) =>
        person.HomePlaceCode is { } home && scope.Covers(home) ? home : person.HukouPlaceCode is { } hukou && scope.Covers(hukou) ? hukou : null;

    /// <summary>
    /// The children under 18 for whom the user speaks: to whom the account was linked as guardian or family, and who stand as son or daughter in the household
    /// register in which the account's person is head or spouse.
    /// </summary>
    public static async Task<List<LedgerPerson>> MyChildrenAsync(
        this PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, DateOnly today, CancellationToken cancellationToken)
    {
        var me = user.PersonId;
        var ids = await db.LedgerLinks.Where(l => l.AccountId == me && l.Kind != LedgerLinkKind.Self).Select(l => l.PersonId).ToListAsync(cancellationToken);
        if (await db.OwnLedgerIdAsync(user, cancellationToken) is { } own
            && (await db.MembershipsAsync([own], today, cancellationToken)).SingleOrDefault() is { Relation: HouseholdRelation.Head or HouseholdRelation.Spouse } mine)
            ids.AddRange((await db.MembersAsync(mine.HouseholdId, today, cancellationToken)).Where(m => m.Relation is HouseholdRelation.Son or HouseholdRelation.Daughter).Select(m => m.PersonId));
        var people = await db.LedgerPeople.AsNoTracking().Where(p => ids.Contains(p.Id) && p.Standing != LedgerStanding.Dead).OrderBy(p => p.Id).ToListAsync(cancellationToken);
        return people.FindAll(p => Age.On(today, cipher.BornOn(p)) < Age.OfMajority);
    }

    /// <summary>Who the user's account was proved to be.</summary>
    public static Task<Guid?> OwnLedgerIdAsync(this PortalDb db, ICurrentUser user, CancellationToken cancellationToken)
    {
        var me = user.PersonId;
        return db.LedgerLinks.Where(l => l.AccountId == me && l.Kind == LedgerLinkKind.Self).Select(l => (Guid?)l.PersonId).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Who stands in a household on a day: whoever once did may stand in another one since.</summary>
    public static async Task<List<HouseholdMember>> MembersAsync(this PortalDb db, Guid household, DateOnly day, CancellationToken cancellationToken)
    {
        var once = await db.HouseholdMembers.Where(m => m.HouseholdId == household).Select(m => m.PersonId).Distinct().ToListAsync(cancellationToken);
        return (await db.MembershipsAsync(once, day, cancellationToken)).FindAll(m => m.HouseholdId == household);
    }

    /// <summary>The living to whom the user's account was linked, themself first.</summary>
    public static async Task<List<MyLedgerPerson>> MyLedgerPeopleAsync(this PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var me = user.PersonId;
        var links = await db.LedgerLinks.AsNoTracking().Where(l => l.AccountId == me).OrderBy(l => l.Kind).ThenBy(l => l.Id)
            .Join(db.LedgerPeople.Where(p => p.Standing != LedgerStanding.Dead), l => l.PersonId, p => p.Id, (link, person) => new { link.Kind, Person = person })
            .ToListAsync(cancellationToken);
        return links.ConvertAll(l => new MyLedgerPerson(
            l.Person.Id, cipher.Reveal(l.Person.Name, PersonalDataKind.Name), cipher.Show(l.Person.IdNumber, PersonalDataKind.IdNumber, Onlooker.Self), l.Kind));
    }

    /// <summary>The person that an officer's form is about, in the scope of that permission, with all that is recorded.</summary>
    public static async Task<ErrorOr<LedgerRecord>> LedgerRecordAsync(
        this PortalDb db, ICurrentUser user, Permission permission, Guid id, AuditNote audit, CancellationToken cancellationToken)
    {
        var scope = user.ScopeFor(permission);
        var person = await db.LedgerPeople.Within(scope).SingleOrDefaultAsync(p => p.Id == id, cancellationToken);
        if (person is null) return LedgerErrors.NotFound;
        // Whose data it is: the account's that was proved to be the person's, so that its owner sees who looked.
        var account = await db.LedgerLinks.Where(l => l.PersonId == id && l.Kind == LedgerLinkKind.Self).Select(l => (Guid?)l.AccountId).SingleOrDefaultAsync(cancellationToken);
        audit.About(AuditSubject.Of<LedgerPerson>(id), account, scope.UnitOf(person));
        return new LedgerRecord(person, await db.EntriesOfAsync([id], cancellationToken));
    }

    /// <summary>All entries of these people; untracked, because none is ever changed.</summary>
    public static async Task<List<LedgerEntry>> EntriesOfAsync(this PortalDb db, IReadOnlyCollection<Guid> people, CancellationToken cancellationToken) =>
    [
        .. await db.LedgerFacts.AsNoTracking().Where(f => people.Contains(f.PersonId)).ToListAsync(cancellationToken),
        .. await db.HouseholdMembers.AsNoTracking().Include(m => m.Household).Where(m => people.Contains(m.PersonId)).ToListAsync(cancellationToken),
        .. await db.DwellingTies.AsNoTracking().Include(t => t.Dwelling).Where(t => people.Contains(t.PersonId)).ToListAsync(cancellationToken),
    ];

    public static DateOnly BornOn(this IPersonalDataCipher cipher, LedgerPerson person) =>
        DateOnly.ParseExact(cipher.Reveal(person.BirthDate, PersonalDataKind.BirthDate), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static Sex SexOf(this IPersonalDataCipher cipher, LedgerPerson person) => Enum.Parse<Sex>(cipher.Reveal(person.Sex, PersonalDataKind.Sex));

    /// <summary>Where each of them stands on that day.</summary>
    private static async Task<List<HouseholdMember>> MembershipsAsync(this PortalDb db, IReadOnlyCollection<Guid> people, DateOnly day, CancellationToken cancellationToken) =>
    [
        .. (await db.HouseholdMembers.AsNoTracking().Where(m => people.Contains(m.PersonId) && m.ValidFrom <= day).ToListAsync(cancellationToken))
            .GroupBy(m => m.PersonId).Select(g => g.MaxBy(m => (m.ValidFrom, m.Id))!),
    ];

    private static Expression<Func<LedgerPerson, bool>> HomeIn(string unit) => p => p.HomePlaceCode!.StartsWith(unit);

    private static Expression<Func<LedgerPerson, bool>> PlacedIn(string unit) =>
        p => p.HukouPlaceCode!.StartsWith(unit) || p.HomePlaceCode!.StartsWith(unit);
}

public static class LedgerErrors
{
    public static readonly Error NotFound = Failure.NotFound("Ledger.NotFound");
    public static readonly Error ImportNotFound = Failure.NotFound("LedgerImport.NotFound");
}
