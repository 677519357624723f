using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Ledgers;

/// <summary>住房, unique by its micro-grid and the blind index of its address.</summary>
public sealed class Dwelling
{
    private Dwelling() { }

    public Guid Id { get; private set; }

    /// <summary>The micro-grid in which it lies.</summary>
    public string PlaceCode { get; private set; } = null!;
    public Protected Address { get; private set; } = null!;
    public DateTimeOffset RecordedAt { get; private set; }

    public static Dwelling Register(Guid id, string placeCode, Protected address, DateTimeOffset at) =>
        new() { Id = id, PlaceCode = placeCode, Address = address, RecordedAt = at };
}

/// <summary>What a person has to do with a dwelling. Stored as a number: values are never reused.</summary>
public enum DwellingTieKind
{
    /// <summary>居住; a person lives in one.</summary>
    Lives = 1,

    /// <summary>产权人</summary>
    Owns = 2,

    /// <summary>承租人</summary>
    Rents = 3,
}

/// <summary>Who lives in a dwelling, owns or rents it, and since when.</summary>
public sealed class DwellingTie : LedgerEntry
{
    /// <summary>Where somebody lives, whatever the dwelling.</summary>
    public static readonly LedgerLine Home = new(nameof(DwellingTieKind.Lives));

    private DwellingTie() { }

    public Guid DwellingId { get; private set; }
    public Dwelling Dwelling { get; private set; } = null!;
    public DwellingTieKind Kind { get; private set; }

    /// <summary>不动产权证号 of an owner, where it is known.</summary>
    public Protected? CertificateNumber { get; private set; }

    public override LedgerLine Line => Kind == DwellingTieKind.Lives ? Home : new(Kind.ToString(), DwellingId);

    public static DwellingTie Of(Guid id, Guid personId, Dwelling dwelling, DwellingTieKind kind, DateOnly from, Provenance origin, Protected? certificateNumber = null, DateOnly? to = null) => new()
    {
        Id = id,
        PersonId = personId,
        Dwelling = dwelling,
        DwellingId = dwelling.Id,
        Kind = kind,
        CertificateNumber = certificateNumber,
        ValidFrom = from,
        ValidTo = to,
        Origin = origin,
    };

    /// <summary>A certificate that is not said contradicts none that is known.</summary>
    public override bool Says(LedgerEntry other) => other is DwellingTie tie && tie.Kind == Kind && tie.DwellingId == DwellingId
        && (tie.CertificateNumber is null || (CertificateNumber is { } known && known.BlindIndex.AsSpan().SequenceEqual(tie.CertificateNumber.BlindIndex)));
}
