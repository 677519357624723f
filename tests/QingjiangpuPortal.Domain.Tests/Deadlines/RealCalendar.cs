using System.Globalization;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Domain.Tests.Deadlines;

/// <summary>The State Council's notices of 2021 to 2026, as they are shipped.</summary>
internal static class RealCalendar
{
    public static readonly IReadOnlyList<CalendarDay> Days = Read();
    public static readonly WorkCalendar Calendar = new(Days);

    /// <summary>An instant of Asia/Shanghai: <c>2026-02-13T16:00</c>.</summary>
    public static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+08:00", CultureInfo.InvariantCulture);

    private static CalendarDay[] Read()
    {
        using var reader = new StreamReader(typeof(RealCalendar).Assembly.GetManifestResourceStream("cn-workdays.csv")!);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)
            .Select(line => line.Split(','))
            .Select(parts => CalendarDay.Create(DateOnly.Parse(parts[0], CultureInfo.InvariantCulture), parts[1] == "workday", parts[2]))];
    }
}
