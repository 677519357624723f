namespace QingjiangpuPortal.Application.Common;

/// <summary>One page of a list and where the next begins; keyset paging, so a page costs the same however far down.</summary>
/// <param name="Next">Hand it back to get what follows; <c>null</c> on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    public const int Size = 20;

    /// <summary>Hand it back to get what precedes; <c>null</c> on the first page, and of lists that only go forward.</summary>
    public string? Previous { get; init; }
}

public static class Paging
{
    /// <summary>A page of rows that were read one more than a page holds, to know whether there is a next.</summary>
    public static Page<T> ToPage<T>(this List<T> rows, Func<T, Cursor> cursorOf) =>
        rows.Count <= Page<T>.Size
            ? new(rows, Next: null)
            : new(rows[..Page<T>.Size], cursorOf(rows[Page<T>.Size - 1]).ToString());

    /// <summary>The same for a list that goes both ways.</summary>
    /// <param name="isBack">The rows precede a cursor, and were read from it backwards.</param>
    /// <param name="isFirst">They were read from the list's beginning.</param>
    public static Page<T> ToPage<T>(this List<T> rows, Func<T, Cursor> cursorOf, bool isBack, bool isFirst)
    {
        var hasMore = rows.Count > Page<T>.Size;
        if (hasMore) rows.RemoveAt(Page<T>.Size);
        if (isBack) rows.Reverse();
        return new(rows, rows.Count > 0 && (isBack || hasMore) ? cursorOf(rows[^1]).ToString() : null)
        {
            Previous = rows.Count > 0 && (isBack ? hasMore : !isFirst) ? cursorOf(rows[0]).ToString() : null,
        };
    }
}

/// <summary>A place in a list that is ordered by a time and an id, as text for a link.</summary>
public readonly record struct Cursor(DateTimeOffset At, Guid Id)
{
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{At.UtcTicks:x}-{Id:N}");

    /// <summary><c>null</c> for no cursor and for one that was tampered with: the list then starts at its beginning.</summary>
    public static Cursor? Parse(string? text)
    {
        if (text is null || text.Split('-') is not [var ticks, var id]) return null;
        return long.TryParse(ticks, System.Globalization.NumberStyles.HexNumber, provider: null, out var t)
            && t >= DateTimeOffset.MinValue.UtcTicks && t <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParseExact(id, "N", out var guid)
            ? new Cursor(new DateTimeOffset(t, TimeSpan.Zero), guid)
            : null;
    }
}
