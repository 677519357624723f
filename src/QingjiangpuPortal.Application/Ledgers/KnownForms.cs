using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>Which answers about a person say what the population register says, and from where it has it.</summary>
/// <param name="Phone"><c>null</c> where it says nothing or something else, as the others.</param>
/// <param name="Circumstances">Ticked or not, as the register has it; what is missing nobody said.</param>
public sealed record KnownAnswers<T>(KnownSince? Phone, KnownSince? Address, IReadOnlyDictionary<T, KnownSince> Circumstances) where T : struct, Enum;

/// <summary>
/// What every form has to do with the population register: whom it offers, what is known of them, and that it was taken. Nobody is offered who merely
/// says that they may: the register knows of dibao and disability.
/// </summary>
internal sealed class KnownForms(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, IPlaceDirectory places, TimeProvider clock, AuditNote audit)
{
    public DateOnly Today => ChinaTime.DayOf(clock.GetUtcNow());

    /// <summary>The people to whom the user's account was linked as that; nobody for <c>null</c>: staff go by the register's own pages.</summary>
    public async Task<List<MyLedgerPerson>> LinkedAsync(LedgerLinkKind? kind, CancellationToken cancellationToken) =>
        kind is null ? [] : (await db.MyLedgerPeopleAsync(user, cipher, cancellationToken)).FindAll(p => p.Relation == kind);

    /// <summary>The children for whom the user speaks (<see cref="LedgerAccess.MyChildrenAsync"/>), if they suit the form.</summary>
    /// <param name="suits">By name and ID number.</param>
    public async Task<List<MyLedgerPerson>> ChildrenAsync(Func<string, string, bool> suits, CancellationToken cancellationToken) =>
    [
        .. from child in await db.MyChildrenAsync(user, cipher, Today, cancellationToken)
           let name = cipher.Reveal(child.Name, PersonalDataKind.Name)
           where suits(name, cipher.Reveal(child.IdNumber, PersonalDataKind.IdNumber))
           select new MyLedgerPerson(child.Id, name, cipher.Show(child.IdNumber, PersonalDataKind.IdNumber, Onlooker.Self), LedgerLinkKind.Guardian),
    ];

    /// <summary>Somebody who was offered, in clear.</summary>
    public async Task<KnownPerson> InClearAsync(Guid id, CancellationToken cancellationToken)
    {
        var person = await db.LedgerPeople.AsNoTracking().SingleAsync(p => p.Id == id, cancellationToken);
        return new LedgerRecord(person, await db.EntriesOfAsync([id], cancellationToken)).KnownOn(Today, cipher, cipher.Reveal);
    }

    /// <summary>The person that the user's account was proved to be, in clear; <c>null</c> where none was.</summary>
    public async Task<KnownPerson?> MyselfAsync(CancellationToken cancellationToken) =>
        await db.OwnLedgerIdAsync(user, cancellationToken) is { } id ? await InClearAsync(id, cancellationToken) : null;

    /// <summary>Whose answers a form takes. It shows that person in clear, so the trail has it, and the person sees it there.</summary>
    /// <param name="offered">Whom the form offers.</param>
    /// <param name="chosen">One of them; <c>null</c> for the only one there is.</param>
    /// <param name="isUnnamed">Whether the form does not say yet whom it is about: nobody is overwritten unasked.</param>
    /// <returns><c>null</c> where nobody is taken.</returns>
    public async Task<KnownPerson?> TakeAsync(IReadOnlyList<MyLedgerPerson> offered, Guid? chosen, bool isUnnamed, CancellationToken cancellationToken)
    {
        var person = chosen is { } id ? offered.FirstOrDefault(p => p.Id == id) : isUnnamed && offered is [var only] ? only : null;
        if (person is null)
        {
            audit.NothingDone = true;
            return null;
        }
        var account = await db.LedgerLinks.Where(l => l.PersonId == person.Id && l.Kind == LedgerLinkKind.Self).Select(l => (Guid?)l.AccountId).SingleOrDefaultAsync(cancellationToken);
        audit.About(AuditSubject.Of<LedgerPerson>(person.Id), account);
        return await InClearAsync(person.Id, cancellationToken);
    }

    /// <summary>The building's door where a home's address names one; <c>null</c> where the register knows no home.</summary>
    public async Task<Place?> DoorOfAsync(KnownPerson known, CancellationToken cancellationToken) =>
        known.Home is { } home ? (await places.CurrentAsync(cancellationToken)).AtAddress(home.PlaceCode, home.Address) : null;
}

internal static class KnownInForms
{
    /// <summary>What of it still stands in the answers; <c>null</c> when they are about somebody else by now.</summary>
    /// <param name="circumstances">What the form asks beside, as the register has it.</param>
    public static KnownAnswers<T>? Among<T>(
        this KnownPerson known, string? idNumber, string? phone, string? address, T ticked, IEnumerable<(T Circumstance, KnownFact Fact)> circumstances) where T : struct, Enum =>
        ResidentId.Normalize(idNumber) != known.IdNumber ? null : new(
            known.Fact(LedgerFactKind.Phone) is { } fact && fact.Value == MobileNumber.Normalize(phone) ? fact.Known : null,
            known.Home is { } home && home.Address == address ? home.Known : null,
            circumstances.Where(c => c.Fact.Holds == ticked.HasFlag(c.Circumstance)).ToDictionary(c => c.Circumstance, c => c.Fact.Known));
}
