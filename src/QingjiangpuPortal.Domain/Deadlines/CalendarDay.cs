namespace QingjiangpuPortal.Domain.Deadlines;

/// <summary>A day that differs from its weekday, by the State Council's yearly notice.</summary>
public sealed class CalendarDay
{
    private CalendarDay() { }

    public DateOnly Day { get; private set; }
    public uint Version { get; private set; }

    /// <summary>A make-up workday; otherwise a holiday.</summary>
    public bool IsWorkday { get; private set; }

    /// <summary>The holiday by which it is free, or for which it makes up: 春节.</summary>
    public string Name { get; private set; } = null!;

    public const int NameLength = 20;

    public void Change(bool isWorkday, string name) => (IsWorkday, Name) = (isWorkday, name);

    public static CalendarDay Create(DateOnly day, bool isWorkday, string name) => new() { Day = day, IsWorkday = isWorkday, Name = name };
}
