using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Ledgers;

namespace QingjiangpuPortal.Application.Ledgers;

/// <summary>What the register knows of a person on a day, each thing with its source and dates. A service asks only for what is missing here.</summary>
/// <param name="Name">Masked, like ID number, household number, address, certificate and phone, unless whoever asks may see them in clear.</param>
public sealed record KnownPerson(
    Guid Id, string Name, string IdNumber, string BirthDate, int Age, Sex Sex, LedgerStanding Standing, string? HukouPlaceCode, string? HomePlaceCode,
    KnownHousehold? Household, IReadOnlyList<KnownDwelling> Dwellings, IReadOnlyList<KnownFact> Facts)
{
    /// <summary>The fact of that kind; <c>null</c> when nobody said.</summary>
    public KnownFact? Fact(LedgerFactKind kind) => Facts.FirstOrDefault(fact => fact.Kind == kind);

    /// <summary>The dwelling in which the person lives; <c>null</c> when nobody said.</summary>
    public KnownDwelling? Home => Dwellings.FirstOrDefault(dwelling => dwelling.Kind == DwellingTieKind.Lives);
}

/// <param name="Since">Since when it has been so without a break.</param>
/// <param name="LastDay">Where its end is known.</param>
public sealed record KnownSince(DateOnly Since, DateOnly? LastDay, LedgerSource Source, DateTimeOffset RecordedAt);

/// <param name="Holds">Of what is yes or no.</param>
/// <param name="Value">Of the others: the name of a standing, the code of a place, a number.</param>
public sealed record KnownFact(LedgerFactKind Kind, bool? Holds, string? Value, KnownSince Known);

public sealed record KnownHousehold(Guid Id, string Number, HouseholdRelation Relation, KnownSince Known);

public sealed record KnownDwelling(Guid Id, DwellingTieKind Kind, string PlaceCode, string Address, string? CertificateNumber, KnownSince Known);

/// <summary>Somebody of the register to whom the user's account was linked: whom a form offers.</summary>
/// <param name="Relation">What the account was proved to be to the person.</param>
public sealed record MyLedgerPerson(Guid Id, string Name, string MaskedIdNumber, LedgerLinkKind Relation);

internal static class KnownPeople
{
    /// <param name="show">How much of a protected value whoever asks sees.</param>
    public static KnownPerson KnownOn(this LedgerRecord record, DateOnly day, IPersonalDataCipher cipher, Func<Protected, PersonalDataKind, string> show)
    {
        var person = record.Person;
        var holding = record.HoldingOn(day).ToList();
        var member = holding.OfType<HouseholdMember>().FirstOrDefault();
        return new(
            person.Id, show(person.Name, PersonalDataKind.Name), show(person.IdNumber, PersonalDataKind.IdNumber), show(person.BirthDate, PersonalDataKind.BirthDate),
            Age.On(day, cipher.BornOn(person)), cipher.SexOf(person), person.Standing, person.HukouPlaceCode, person.HomePlaceCode,
            member is null ? null : new(member.HouseholdId, show(member.Household.Number, PersonalDataKind.HouseholdNumber), member.Relation, Known(member)),
            [.. holding.OfType<DwellingTie>().OrderBy(t => t.Kind).ThenBy(t => t.ValidFrom).Select(t => new KnownDwelling(
                t.DwellingId, t.Kind, t.Dwelling.PlaceCode, show(t.Dwelling.Address, PersonalDataKind.Address),
                t.CertificateNumber is { } certificate ? show(certificate, PersonalDataKind.PropertyNumber) : null, Known(t)))],
            [.. holding.OfType<LedgerFact>().OrderBy(f => f.Kind).Select(f => new KnownFact(
                f.Kind, f.Holds, f.Number is { } number ? show(number, PersonalDataKind.Phone) : f.Holds is null ? f.Value : null, Known(f)))]);

        KnownSince Known(LedgerEntry entry) => new(record.Since(entry), entry.ValidTo?.AddDays(-1), entry.Origin.Source, entry.Origin.RecordedAt);
    }
}
