using System.Globalization;

namespace QingjiangpuPortal.Domain.Deadlines;

/// <summary>In what a limit is counted. Stored as the letters of <see cref="TimeLimit.ToString"/>.</summary>
public enum LimitUnit
{
    /// <summary>自然小时: plain time.</summary>
    Hour,

    /// <summary>工作时: runs in office hours only.</summary>
    WorkingHour,

    /// <summary>工作日: whole days; the day on which it starts does not count (Civil Code of the PRC, art. 201).</summary>
    WorkingDay,
}

/// <summary>时限: <c>24h</c>, <c>7wh</c> or <c>2wd</c>. One at least.</summary>
public readonly record struct TimeLimit
{
    /// <summary>A working limit of ten years is a mistyped one; it also bounds what has to be walked through.</summary>
    public const int MaxAmount = 10_000;

    public TimeLimit(int amount, LimitUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(amount, MaxAmount);
        (Amount, Unit) = (amount, unit);
    }

    public int Amount { get; }
    public LimitUnit Unit { get; }

    public static TimeLimit Hours(int amount) => new(amount, LimitUnit.Hour);
    public static TimeLimit WorkingHours(int amount) => new(amount, LimitUnit.WorkingHour);
    public static TimeLimit WorkingDays(int amount) => new(amount, LimitUnit.WorkingDay);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount}{Letters(Unit)}");

    /// <exception cref="FormatException">The text is none of the three forms, or the amount is out of range.</exception>
    public static TimeLimit Parse(string text) =>
        TryParse(text, out var limit) ? limit : throw new FormatException($"'{text}' is no limit: 24h, 7wh or 2wd.");

    public static bool TryParse(string? text, out TimeLimit limit)
    {
        limit = default;
        if (text is null) return false;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits < 1 || !int.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)) return false;
        LimitUnit? unit = text[digits..] switch
        {
            "h" => LimitUnit.Hour,
            "wh" => LimitUnit.WorkingHour,
            "wd" => LimitUnit.WorkingDay,
            _ => null,
        };
        if (unit is null || amount is < 1 or > MaxAmount) return false;
        limit = new(amount, unit.Value);
        return true;
    }

    private static string Letters(LimitUnit unit) => unit switch
    {
        LimitUnit.Hour => "h",
        LimitUnit.WorkingHour => "wh",
        _ => "wd",
    };
}

/// <summary>A time during which the clock stood still.</summary>
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset To);
