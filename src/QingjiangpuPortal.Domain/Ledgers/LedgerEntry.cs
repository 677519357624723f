namespace QingjiangpuPortal.Domain.Ledgers;

/// <summary>
/// One thing that the register knows of a person, from a day on and from somewhere. Append-only: what is known better is another entry, and an
/// entry stands until the next one of its <see cref="Line"/> begins (<see cref="LedgerRecord"/>).
/// </summary>
public abstract class LedgerEntry
{
    /// <summary>Grows with the order of recording (UUIDv7).</summary>
    public Guid Id { get; protected set; }
    public Guid PersonId { get; protected set; }

    /// <summary>The first day on which it is so (Asia/Shanghai).</summary>
    public DateOnly ValidFrom { get; protected set; }

    /// <summary>The first day on which it is so no more, where its end was known when it was recorded.</summary>
    public DateOnly? ValidTo { get; protected set; }
    public Provenance Origin { get; protected set; } = null!;

    /// <summary>What it is about. Of one line one entry holds on a day.</summary>
    public abstract LedgerLine Line { get; }

    /// <summary>Whether it says the same as another one of its line, whatever the days.</summary>
    public abstract bool Says(LedgerEntry other);
}

/// <summary>What an entry is about: a kind of fact, the household, the home, one's right to one dwelling.</summary>
/// <param name="Subject">Where a person can have several: which dwelling.</param>
public readonly record struct LedgerLine(string About, Guid? Subject = null);
