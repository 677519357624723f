namespace QingjiangpuPortal.Domain.Organization;

public enum RelationKind
{
    /// <summary>监护人 of a child, or of an adult who cannot act.</summary>
    Guardian = 1,

    /// <summary>家属 whom the relative agreed to: an elder's daughter who orders for her.</summary>
    FamilyMember = 2,
}

/// <summary>That a person may act for a relative, for a time. Whoever it rests on (a consent, a register) is kept where it was given.</summary>
public sealed class PersonRelation
{
    private PersonRelation() { }

    public Guid Id { get; private set; }

    /// <summary>Who acts.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>For whom.</summary>
    public Guid RelativeId { get; private set; }
    public RelationKind Kind { get; private set; }
    public DateOnly ValidFrom { get; private set; }

    /// <summary>The first day on which it no longer holds.</summary>
    public DateOnly? ValidTo { get; private set; }

    public static PersonRelation Create(Guid id, Guid personId, Guid relativeId, RelationKind kind, DateOnly validFrom, DateOnly? validTo = null) =>
        personId == relativeId ? throw new ArgumentException("Nobody is their own relative.", nameof(relativeId)) : new()
        {
            Id = id,
            PersonId = personId,
            RelativeId = relativeId,
            Kind = kind,
            ValidFrom = validFrom,
            ValidTo = validTo,
        };

    public void End(DateOnly firstDayWithout) => ValidTo = firstDayWithout;
}
