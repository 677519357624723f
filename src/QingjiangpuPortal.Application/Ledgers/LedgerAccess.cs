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

    /// <summary>The same of a person in hand; in the whole district also whoever is placed outside it.</summary>
    public static bool Covers(this Scope scope, LedgerPerson person) =>
        scope.Areas(OrgLevel.District).Length > 0
        || (person.HukouPlaceCode is { } hukou && scope.Covers(hukou)) || (person.HomePlaceCode is { } home && scope.Covers(home));

    /// <summary>The unit by which a person lies in the scope, for the trail.</summary>
    public static string? UnitOf(this Scope scope, LedgerPerson person) =>
        person.HomePlaceCode is { } home && scope.Covers(home) ? home : person.HukouPlaceCode is { } hukou && scope.Covers(hukou) ? hukou : null;

    /// <summary>
    /// For whoever is no staff: the person whom the account was proved to be or to speak for, relatives for whom the account may act, and the children under
    /// 18 who stand as son or daughter in the household register in which the account's person is head or spouse.
    /// </summary>
    public static async Task<bool> MaySpeakForAsync(
        this PortalDb db, ICurrentUser user, LedgerPerson person, IPersonalDataCipher cipher, DateOnly today, CancellationToken cancellationToken)
    {
        var me = user.PersonId;
        var family = db.FamilyOf(user, today);
        if (await db.LedgerLinks.AnyAsync(l => l.PersonId == person.Id && (l.AccountId == me || (l.Kind == LedgerLinkKind.Self && family.Contains(l.AccountId))), cancellationToken))
            return true;
        if (Age.On(today, cipher.BornOn(person)) >= Age.OfMajority) return false;
        var own = await db.LedgerLinks.Where(l => l.AccountId == me && l.Kind == LedgerLinkKind.Self).Select(l => (Guid?)l.PersonId).SingleOrDefaultAsync(cancellationToken);
        if (own is null) return false;
        var (mine, theirs) = (await db.MembershipOnAsync(own.Value, today, cancellationToken), await db.MembershipOnAsync(person.Id, today, cancellationToken));
        return mine is { Relation: HouseholdRelation.Head or HouseholdRelation.Spouse } && theirs is { Relation: HouseholdRelation.Son or HouseholdRelation.Daughter }
            && mine.HouseholdId == theirs.HouseholdId;
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

    private static async Task<HouseholdMember?> MembershipOnAsync(this PortalDb db, Guid person, DateOnly day, CancellationToken cancellationToken) =>
        await db.HouseholdMembers.AsNoTracking().Where(m => m.PersonId == person && m.ValidFrom <= day)
            .OrderByDescending(m => m.ValidFrom).ThenByDescending(m => m.Id).FirstOrDefaultAsync(cancellationToken);

    private static Expression<Func<LedgerPerson, bool>> PlacedIn(string unit) =>
        p => p.HukouPlaceCode!.StartsWith(unit) || p.HomePlaceCode!.StartsWith(unit);
}

public static class LedgerErrors
{
    public static readonly Error NotFound = Failure.NotFound("Ledger.NotFound");
    public static readonly Error ImportNotFound = Failure.NotFound("LedgerImport.NotFound");
}
