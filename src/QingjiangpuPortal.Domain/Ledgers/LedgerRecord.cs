using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Ledgers;

/// <summary>
/// 一人一档: a person with all that was ever recorded of them. Of the entries of a line holds on a day the one that begins last and not after it;
/// of two that begin on one day the one that was recorded later. Nothing is changed or removed: what is known better is added.
/// </summary>
public sealed class LedgerRecord(LedgerPerson person, IEnumerable<LedgerEntry> entries)
{
    private readonly List<LedgerEntry> _entries = [.. entries];
    private readonly List<LedgerEntry> _new = [];

    public LedgerPerson Person { get; } = person;

    /// <summary>In the order of recording.</summary>
    public IEnumerable<LedgerEntry> Entries => _entries.OrderBy(entry => entry.Id);

    /// <summary>What was taken and is not saved yet.</summary>
    public IReadOnlyList<LedgerEntry> New => _new;

    /// <summary>What is so on a day; <c>null</c> where nobody said, and after a known end.</summary>
    public LedgerEntry? HoldingOn(LedgerLine line, DateOnly day) => LastBegun(line, day) is { } last && !(day >= last.ValidTo) ? last : null;

    /// <summary>The fact of that kind that holds on a day.</summary>
    public LedgerFact? FactOn(LedgerFactKind kind, DateOnly day) => (LedgerFact?)HoldingOn(LedgerFact.LineOf(kind), day);

    /// <summary>All that holds on a day, one of each line.</summary>
    public IEnumerable<LedgerEntry> HoldingOn(DateOnly day) =>
        _entries.Select(entry => entry.Line).Distinct().Select(line => HoldingOn(line, day)).OfType<LedgerEntry>();

    /// <summary>Since when it has been so without a break: entries that say the same one after another are one state.</summary>
    public DateOnly Since(LedgerEntry entry)
    {
        var since = entry.ValidFrom;
        while (since > DateOnly.MinValue && HoldingOn(entry.Line, since.AddDays(-1)) is { } before && entry.Says(before)) since = before.ValidFrom;
        return since;
    }

    /// <summary>Takes what a row or a form says, all of it or, with the first failure, nothing. What is known already is not recorded once more.</summary>
    /// <param name="said">Of this person, in their order.</param>
    /// <param name="bornOn">Nothing can be so before.</param>
    /// <returns>How many entries are new; or why not (<see cref="WhyNot"/>).</returns>
    public ErrorOr<int> Take(IReadOnlyCollection<LedgerEntry> said, DateOnly bornOn, DateOnly today)
    {
        foreach (var entry in said)
            if (WhyNot(entry, bornOn, today) is { } why) return why;
        var before = _new.Count;
        foreach (var entry in said.Where(entry => !IsKnown(entry)))
        {
            _entries.Add(entry);
            _new.Add(entry);
        }
        Follow(today);
        return _new.Count - before;
    }

    /// <summary><c>Ledger.InTheFuture</c>, <c>Ledger.BeforeBirth</c>, <c>Ledger.EndsBeforeItBegins</c>, <c>Ledger.PersonDead</c>; <c>null</c> where it can be taken.</summary>
    public Error? WhyNot(LedgerEntry entry, DateOnly bornOn, DateOnly today) =>
        entry.ValidFrom > today ? Failure.Invalid("Ledger.InTheFuture", nameof(entry.ValidFrom))
        : entry.ValidFrom < bornOn ? Failure.Invalid("Ledger.BeforeBirth", nameof(entry.ValidFrom))
        : entry.ValidTo <= entry.ValidFrom ? Failure.Invalid("Ledger.EndsBeforeItBegins", nameof(entry.ValidTo))
        : !IsKnown(entry) && entry.Line != LedgerFact.LineOf(LedgerFactKind.Standing) && IsDeadOn(entry.ValidFrom) ? Failure.Conflict("Ledger.PersonDead")
        : null;

    private bool IsKnown(LedgerEntry entry) => HoldingOn(entry.Line, entry.ValidFrom) is { } known && known.Says(entry) && known.ValidTo == entry.ValidTo;

    private bool IsDeadOn(DateOnly day) => FactOn(LedgerFactKind.Standing, day)?.Value == nameof(LedgerStanding.Dead);

    private LedgerEntry? LastBegun(LedgerLine line, DateOnly day)
    {
        LedgerEntry? last = null;
        foreach (var entry in _entries)
            if (entry.ValidFrom <= day && entry.Line == line && (last is null || (entry.ValidFrom, entry.Id).CompareTo((last.ValidFrom, last.Id)) > 0))
                last = entry;
        return last;
    }

    private void Follow(DateOnly today) => Person.Follow(
        FactOn(LedgerFactKind.Standing, today) is { } standing ? Enum.Parse<LedgerStanding>(standing.Value!) : LedgerStanding.Present,
        FactOn(LedgerFactKind.HukouPlace, today)?.Value, (HoldingOn(DwellingTie.Home, today) as DwellingTie)?.Dwelling.PlaceCode);
}
