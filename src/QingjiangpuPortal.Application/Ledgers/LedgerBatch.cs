using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>
/// Some rows of a file on their way into the register: what is known of their people, households and dwellings is read at once, then row after row is
/// taken, as a whole or with its problems not at all. A row whose all is known changes nothing.
/// </summary>
internal sealed class LedgerBatch(PortalDb db, IPersonalDataCipher cipher, Scope scope, LedgerImport import, DateTimeOffset at)
{
    private readonly DateOnly _today = ChinaTime.DayOf(at);
    private readonly Dictionary<string, LedgerRecord> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Household> _households = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Place, string Address), Dwelling> _dwellings = [];

    public async Task LoadAsync(IReadOnlyCollection<LedgerRow> rows, CancellationToken cancellationToken)
    {
        var numbers = Indexes(rows.Select(row => row.IdNumber), PersonalDataKind.IdNumber);
        var people = await db.LedgerPeople.Where(p => numbers.Contains(p.IdNumber.BlindIndex)).ToListAsync(cancellationToken);
        var entries = (await db.EntriesOfAsync(people.ConvertAll(p => p.Id), cancellationToken)).ToLookup(entry => entry.PersonId);
        foreach (var person in people) _people[Key(person.IdNumber.BlindIndex)] = new(person, entries[person.Id]);

        var households = Indexes(rows.Select(row => row.HouseholdNumber), PersonalDataKind.HouseholdNumber);
        foreach (var household in await db.Households.Where(h => households.Contains(h.Number.BlindIndex)).ToListAsync(cancellationToken))
            _households[Key(household.Number.BlindIndex)] = household;
        var addresses = Indexes(rows.Select(row => row.Address), PersonalDataKind.Address);
        foreach (var dwelling in await db.Dwellings.Where(d => addresses.Contains(d.Address.BlindIndex)).ToListAsync(cancellationToken))
            _dwellings[(dwelling.PlaceCode, Key(dwelling.Address.BlindIndex))] = dwelling;
    }

    /// <returns>Whether the row brought something new; <c>false</c> too where it has problems.</returns>
    public bool Take(LedgerRow row)
    {
        var born = ResidentId.BirthOf(row.IdNumber)!.Value;
        if (born > _today) row.Problem(LedgerColumns.IdNumber, "ResidentId.Wrong");
        var number = Key(cipher.BlindIndex(row.IdNumber, PersonalDataKind.IdNumber));
        var isNew = !_people.TryGetValue(number, out var record);
        if (record is null) record = new(Register(row, born), []);
        else if (!record.Person.Name.BlindIndex.AsSpan().SequenceEqual(cipher.BlindIndex(row.Name, PersonalDataKind.Name))) row.Problem(LedgerColumns.Name, "Ledger.NameDiffers");
        CheckPlace(row, isNew ? null : record.Person);
        if (row.Problems.Count > 0) return false;

        var said = EntriesOf(row, record.Person.Id).ToList();
        foreach (var (column, entry) in said)
            if (record.WhyNot(entry, born, _today) is { } why) row.Problem(why.Field() == nameof(entry.ValidTo) ? LedgerColumns.HomeUntil : column, why.Code);
        if (row.Problems.Count > 0) return false;

        var before = record.New.Count;
        record.Take([.. said.Select(s => s.Entry)], born, _today);
        if (isNew) db.LedgerPeople.Add(record.Person);
        db.AddRange(record.New.Skip(before));
        _people[number] = record;
        return isNew || record.New.Count > before;
    }

    /// <summary>A file places nobody outside its sender's units, and takes nobody in hand who is another unit's.</summary>
    private void CheckPlace(LedgerRow row, LedgerPerson? known)
    {
        if (known is not null && !scope.Covers(known)) row.Problem(LedgerColumns.IdNumber, "Ledger.KnownElsewhere");
        var saysPlace = (row.HukouPlaceCode ?? row.MicroGridCode) is not null;
        var inScope = (row.HukouPlaceCode is { } hukou && scope.Covers(hukou)) || (row.MicroGridCode is { } home && scope.Covers(home));
        if (saysPlace ? !inScope : known is null) row.Problem(LedgerColumns.HukouPlace, saysPlace ? "Ledger.OutOfScope" : "Ledger.PlaceMissing");
    }

    private LedgerPerson Register(LedgerRow row, DateOnly born) => LedgerPerson.Register(
        OrderedId.Next(at),
        new(cipher.Protect(row.Name, PersonalDataKind.Name), cipher.Protect(row.IdNumber, PersonalDataKind.IdNumber),
            cipher.Protect(ChildDates.Text(born), PersonalDataKind.BirthDate), cipher.Protect(ResidentId.SexOf(row.IdNumber)!.Value.ToString(), PersonalDataKind.Sex)),
        cipher.NameCharacters(row.Name), at);

    private IEnumerable<(string Column, LedgerEntry Entry)> EntriesOf(LedgerRow row, Guid person)
    {
        var origin = Provenance.Of(import.Source, at, import.SenderId, import.Id);
        if (row.Standing is { } standing) yield return (LedgerColumns.StandingSince, LedgerFact.OfStanding(Next(), person, standing, row.StandingSince, origin));
        if (row.HukouPlaceCode is { } place) yield return (LedgerColumns.HukouSince, LedgerFact.OfHukouPlace(Next(), person, place, row.HukouSince, origin));
        if (row.Phone is { } phone) yield return (LedgerColumns.Phone, LedgerFact.OfPhone(Next(), person, cipher.Protect(phone, PersonalDataKind.Phone), import.AsOf, origin));
        if (row.HouseholdNumber is { } household) yield return (LedgerColumns.HukouSince, HouseholdMember.Of(Next(), person, HouseholdOf(household), row.Relation!.Value, row.HukouSince, origin));
        if (row is { MicroGridCode: { } microGrid, Address: { } address })
        {
            var (dwelling, until) = (DwellingOf(microGrid, address), row.HomeUntil?.AddDays(1));
            foreach (var kind in row.Ties)
                yield return (LedgerColumns.HomeSince, DwellingTie.Of(
                    Next(), person, dwelling, kind, row.HomeSince, origin,
                    kind == DwellingTieKind.Owns && row.Certificate is { } certificate ? cipher.Protect(certificate, PersonalDataKind.PropertyNumber) : null,
                    // A lease that will end says nothing of where its tenant will live then.
                    kind == DwellingTieKind.Lives && until > _today ? null : until));
        }
        foreach (var (column, kind, holds) in row.Facts) yield return (column, LedgerFact.YesOrNo(Next(), person, kind, holds, import.AsOf, origin));
    }

    private Household HouseholdOf(string number)
    {
        var key = Key(cipher.BlindIndex(number, PersonalDataKind.HouseholdNumber));
        if (!_households.TryGetValue(key, out var household))
            _households[key] = household = Household.Register(Next(), cipher.Protect(number, PersonalDataKind.HouseholdNumber), at);
        return household;
    }

    private Dwelling DwellingOf(string microGrid, string address)
    {
        var key = (microGrid, Key(cipher.BlindIndex(address, PersonalDataKind.Address)));
        if (!_dwellings.TryGetValue(key, out var dwelling))
            _dwellings[key] = dwelling = Dwelling.Register(Next(), microGrid, cipher.Protect(address, PersonalDataKind.Address), at);
        return dwelling;
    }

    private Guid Next() => OrderedId.Next(at);

    private List<byte[]> Indexes(IEnumerable<string?> values, PersonalDataKind kind) =>
        [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Select(value => cipher.BlindIndex(value, kind))];

    private static string Key(byte[] index) => Convert.ToHexString(index);
}
