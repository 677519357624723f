using System.Globalization;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Calendar;

/// <summary>Days in the form of cn-workdays.csv: date, kind (holiday or workday), name; the State Council's yearly notices.</summary>
public static class CalendarDays
{
    /// <summary>What a new portal starts with.</summary>
    public static IEnumerable<CalendarDay> Shipped()
    {
        using var stream = typeof(CalendarDays).Assembly.GetManifestResourceStream("Calendar.cn-workdays.csv")!;
        using var reader = new StreamReader(stream);
        return [.. Read(reader)];
    }

    /// <exception cref="FormatException">A line is none of the form; the message names it.</exception>
    public static IEnumerable<CalendarDay> Read(TextReader reader)
    {
        reader.ReadLine(); // the heading
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0) continue;
            if (line.Split(',') is not [var date, ("holiday" or "workday") and var kind, var name]
                || !DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                throw new FormatException($"'{line}' is not a line like 2026-02-17,holiday,春节.");
            yield return CalendarDay.Create(day, kind == "workday", name);
        }
    }
}
