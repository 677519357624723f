using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Ledgers;

/// <summary>Stored as a number: values are never reused.</summary>
public enum LedgerFactKind
{
    /// <summary>人员状态: a <see cref="LedgerStanding"/>; whoever has none is in the register.</summary>
    Standing = 1,

    /// <summary>户籍地: the code of an area of the district (<see cref="Organization.OrgCode"/>), or six digits of a division elsewhere (GB/T 2260).</summary>
    HukouPlace = 2,

    /// <summary>手机号, protected.</summary>
    Phone = 3,

    /// <summary>现役军人; from here on all are yes or no.</summary>
    Military = 10,

    /// <summary>在校学生</summary>
    Student = 11,

    /// <summary>外地参保</summary>
    InsuredElsewhere = 12,

    /// <summary>退休</summary>
    Retired = 13,

    /// <summary>独居</summary>
    LivingAlone = 20,

    /// <summary>低保</summary>
    Dibao = 21,

    /// <summary>特困</summary>
    ExtremePoverty = 22,

    /// <summary>低收入</summary>
    LowIncome = 23,

    /// <summary>残疾</summary>
    Disabled = 24,

    /// <summary>计生特殊家庭</summary>
    SpecialFamilyPlanning = 25,

    /// <summary>退役军人</summary>
    Veteran = 26,
}

/// <summary>人员状态. Stored as a number with the person and by its name in facts: neither is reused.</summary>
public enum LedgerStanding
{
    /// <summary>在册</summary>
    Present = 1,

    /// <summary>迁出</summary>
    MovedOut = 2,

    /// <summary>死亡</summary>
    Dead = 3,
}

/// <summary>A fact of a person: what kind, what it is, since when, from where.</summary>
public sealed class LedgerFact : LedgerEntry
{
    public const int MaxValue = 20;
    private const string Yes = "yes";
    private const string No = "no";

    private LedgerFact() { }

    public LedgerFactKind Kind { get; private set; }

    /// <summary>A code or a word of the portal's; <c>null</c> where the value is <see cref="Number"/>.</summary>
    public string? Value { get; private set; }

    /// <summary>The mobile number of a <see cref="LedgerFactKind.Phone"/>.</summary>
    public Protected? Number { get; private set; }

    public override LedgerLine Line => LineOf(Kind);

    /// <summary>What it is where it is yes or no; <c>null</c> for the other kinds.</summary>
    public bool? Holds => Kind.IsYesOrNo() ? Value == Yes : null;

    public static LedgerLine LineOf(LedgerFactKind kind) => new(kind.ToString());

    public static LedgerFact YesOrNo(Guid id, Guid personId, LedgerFactKind kind, bool holds, DateOnly from, Provenance origin, DateOnly? to = null) =>
        kind.IsYesOrNo() ? Of(id, personId, kind, holds ? Yes : No, from, to, origin) : throw new ArgumentException($"{kind} is no question.", nameof(kind));

    public static LedgerFact OfStanding(Guid id, Guid personId, LedgerStanding standing, DateOnly from, Provenance origin) =>
        Of(id, personId, LedgerFactKind.Standing, standing.ToString(), from, to: null, origin);

    public static LedgerFact OfHukouPlace(Guid id, Guid personId, string placeCode, DateOnly from, Provenance origin) =>
        Of(id, personId, LedgerFactKind.HukouPlace, placeCode, from, to: null, origin);

    public static LedgerFact OfPhone(Guid id, Guid personId, Protected number, DateOnly from, Provenance origin)
    {
        var fact = Of(id, personId, LedgerFactKind.Phone, value: null, from, to: null, origin);
        fact.Number = number;
        return fact;
    }

    public override bool Says(LedgerEntry other) => other is LedgerFact fact && fact.Kind == Kind && fact.Value == Value
        && (Number is null ? fact.Number is null : fact.Number is { } number && number.BlindIndex.AsSpan().SequenceEqual(Number.BlindIndex));

    private static LedgerFact Of(Guid id, Guid personId, LedgerFactKind kind, string? value, DateOnly from, DateOnly? to, Provenance origin) => new()
    {
        Id = id,
        PersonId = personId,
        Kind = kind,
        Value = value,
        ValidFrom = from,
        ValidTo = to,
        Origin = origin,
    };
}

public static class LedgerFactKinds
{
    public static bool IsYesOrNo(this LedgerFactKind kind) => kind >= LedgerFactKind.Military;
}
