using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>一人一档: what the register knows of a person today, and all that was ever recorded; masked unless it was asked for with a reason.</summary>
public sealed record GetLedgerPerson(Guid Id) : IQuery<LedgerSheet>
{
    public Permission Permission => Permission.ViewLedger;
}

/// <param name="Members">Everybody else of the household, always masked: a reason is about one person.</param>
/// <param name="History">All that was recorded, the latest first.</param>
/// <param name="MayKeep">Whether the user may write down and link.</param>
/// <param name="RevealedUntil">Until when this viewer sees the person in clear; <c>null</c> when masked.</param>
public sealed record LedgerSheet(
    KnownPerson Person, IReadOnlyList<HouseholdMemberRow> Members, IReadOnlyList<LedgerHistoryRow> History, IReadOnlyList<LedgerLinkRow> Links, bool MayKeep,
    DateTimeOffset? RevealedUntil);

/// <param name="Id"><c>null</c> where the person is beyond the user's units.</param>
public sealed record HouseholdMemberRow(Guid? Id, string MaskedName, HouseholdRelation Relation);

/// <param name="Fact">What it was about: a fact, the household (with the relation), or a dwelling (with the tie).</param>
/// <param name="IsNow">Whether it is what holds today.</param>
/// <param name="RecordedBy">Masked; <c>null</c> where the account is gone.</param>
public sealed record LedgerHistoryRow(
    LedgerFactKind? Fact, HouseholdRelation? Relation, DwellingTieKind? Tie, bool? Holds, string? Value, DateOnly From, DateOnly? LastDay, bool IsNow,
    LedgerSource Source, DateTimeOffset RecordedAt, string? RecordedBy, bool IsImported, string? Note);

public sealed record LedgerLinkRow(Guid Id, LedgerLinkKind Kind, string MaskedPhone, IdentityDocument Document, DateTimeOffset LinkedAt);

internal sealed class GetLedgerPersonHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<GetLedgerPerson, ErrorOr<LedgerSheet>>
{
    public async Task<ErrorOr<LedgerSheet>> Handle(GetLedgerPerson request, CancellationToken cancellationToken)
    {
        var (scope, now) = (user.ScopeFor(request.Permission), clock.GetUtcNow());
        var today = ChinaTime.DayOf(now);
        var person = await db.LedgerPeople.AsNoTracking().Within(scope).SingleOrDefaultAsync(p => p.Id == request.Id, cancellationToken);
        if (person is null) return LedgerErrors.NotFound;
        var until = await db.RevealedUntilAsync<LedgerPerson>(user.PersonId, person.Id, now, cancellationToken);
        var record = new LedgerRecord(person, await db.EntriesOfAsync([person.Id], cancellationToken));
        var known = record.KnownOn(today, cipher, Show);
        return new LedgerSheet(
            known, await MembersAsync(known, scope, today, cancellationToken), await HistoryAsync(record, today, Show, cancellationToken),
            await LinksAsync(person.Id, cancellationToken), user.ScopeFor(Permission.KeepLedger).Covers(person), until);

        string Show(Protected value, PersonalDataKind kind) => until is not null ? cipher.Reveal(value, kind) : cipher.Show(value, kind, Onlooker.Handler);
    }

    private async Task<List<HouseholdMemberRow>> MembersAsync(KnownPerson known, Scope scope, DateOnly today, CancellationToken cancellationToken)
    {
        if (known.Household is not { } household) return [];
        var now = (await db.MembersAsync(household.Id, today, cancellationToken)).Where(m => m.PersonId != known.Id).ToDictionary(m => m.PersonId);
        var ids = now.Keys.ToList();
        var people = await db.LedgerPeople.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(cancellationToken);
        return [.. people.OrderBy(p => now[p.Id].Relation).ThenBy(p => p.Id).Select(p => new HouseholdMemberRow(
            scope.Covers(p) ? p.Id : null, cipher.Show(p.Name, PersonalDataKind.Name, Onlooker.Handler), now[p.Id].Relation))];
    }

    private async Task<List<LedgerHistoryRow>> HistoryAsync(
        LedgerRecord record, DateOnly today, Func<Protected, PersonalDataKind, string> show, CancellationToken cancellationToken)
    {
        var writers = record.Entries.Select(e => e.Origin.RecordedById).OfType<Guid>().Distinct().ToList();
        var names = await db.People.AsNoTracking().Where(p => writers.Contains(p.Id)).Select(p => new { p.Id, p.Name })
            .ToDictionaryAsync(p => p.Id, p => cipher.MaskedName(p.Name), cancellationToken);
        var holding = record.HoldingOn(today).Select(e => e.Id).ToHashSet();
        return [.. record.Entries.Reverse().Select(entry => new LedgerHistoryRow(
            (entry as LedgerFact)?.Kind, (entry as HouseholdMember)?.Relation, (entry as DwellingTie)?.Kind, (entry as LedgerFact)?.Holds, ValueOf(entry, show),
            entry.ValidFrom, entry.ValidTo?.AddDays(-1), holding.Contains(entry.Id), entry.Origin.Source, entry.Origin.RecordedAt,
            entry.Origin.RecordedById is { } writer ? names.GetValueOrDefault(writer) : null, entry.Origin.ImportId is not null, entry.Origin.Note))];
    }

    private static string? ValueOf(LedgerEntry entry, Func<Protected, PersonalDataKind, string> show) => entry switch
    {
        LedgerFact { Number: { } number } => show(number, PersonalDataKind.Phone),
        LedgerFact { Holds: null } fact => fact.Value,
        HouseholdMember member => show(member.Household.Number, PersonalDataKind.HouseholdNumber),
        DwellingTie tie => show(tie.Dwelling.Address, PersonalDataKind.Address),
        _ => null,
    };

    private async Task<List<LedgerLinkRow>> LinksAsync(Guid person, CancellationToken cancellationToken)
    {
        var links = await db.LedgerLinks.AsNoTracking().Where(l => l.PersonId == person).OrderBy(l => l.Kind).ThenBy(l => l.Id)
            .Join(db.People, l => l.AccountId, p => p.Id, (link, account) => new { Link = link, account.Phone }).ToListAsync(cancellationToken);
        return links.ConvertAll(l => new LedgerLinkRow(
            l.Link.Id, l.Link.Kind, cipher.Show(l.Phone, PersonalDataKind.Phone, Onlooker.Handler), l.Link.Document, l.Link.LinkedAt));
    }
}
