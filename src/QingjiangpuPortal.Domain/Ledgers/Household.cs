using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Ledgers;

/// <summary>与户主关系, one digit of GB/T 4761. Stored as a number: values are never reused.</summary>
public enum HouseholdRelation
{
    Head = 0,
    Spouse = 1,
    Son = 2,
    Daughter = 3,
    Grandchild = 4,
    Parent = 5,
    Grandparent = 6,
    Sibling = 7,
    Other = 8,
}

/// <summary>户: what stands in one household register (户口簿). Who belongs to it are <see cref="HouseholdMember"/>s.</summary>
public sealed class Household
{
    private Household() { }

    public Guid Id { get; private set; }

    /// <summary>户号, unique by its blind index.</summary>
    public Protected Number { get; private set; } = null!;
    public DateTimeOffset RecordedAt { get; private set; }

    public static Household Register(Guid id, Protected number, DateTimeOffset at) => new() { Id = id, Number = number, RecordedAt = at };
}

/// <summary>That a person stands in a household's register, as what to its head. A person stands in one.</summary>
public sealed class HouseholdMember : LedgerEntry
{
    public static readonly LedgerLine OnlyLine = new(nameof(Household));

    private HouseholdMember() { }

    public Guid HouseholdId { get; private set; }
    public Household Household { get; private set; } = null!;
    public HouseholdRelation Relation { get; private set; }

    public override LedgerLine Line => OnlyLine;

    public static HouseholdMember Of(Guid id, Guid personId, Household household, HouseholdRelation relation, DateOnly from, Provenance origin) => new()
    {
        Id = id,
        PersonId = personId,
        Household = household,
        HouseholdId = household.Id,
        Relation = relation,
        ValidFrom = from,
        Origin = origin,
    };

    public override bool Says(LedgerEntry other) => other is HouseholdMember member && member.HouseholdId == HouseholdId && member.Relation == Relation;
}
