using System.Globalization;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Application.Deadlines;

public enum CalendarProblemKind
{
    /// <summary>Not date, holiday or workday, name.</summary>
    Form,

    /// <summary>The date is none.</summary>
    NoSuchDay,

    /// <summary>The day stands in an earlier line.</summary>
    Twice,

    /// <summary>Of another year than the one asked for.</summary>
    OtherYear,

    /// <summary>A make-up workday that is a workday anyhow.</summary>
    WorksAnyhow,

    /// <summary>The name is empty or too long.</summary>
    Name,
}

/// <param name="Line">Counted from 1, the heading included.</param>
public readonly record struct CalendarProblem(int Line, string Text, CalendarProblemKind Kind);

/// <summary>
/// Days in the form of cn-workdays.csv: a heading, then date, kind (holiday or workday) and name in each line. Every bad line
/// is named; with one of them none of the days should be used.
/// </summary>
public sealed record CalendarFile(IReadOnlyList<CalendarDay> Days, IReadOnlyList<CalendarProblem> Problems)
{
    /// <summary>A year has some forty days; a file of a century is none.</summary>
    public const int MaxLines = 5_000;

    private const int LongestShown = 60;

    /// <param name="year">The only year that it may hold; any where <c>null</c>.</param>
    public static CalendarFile Read(TextReader reader, int? year = null)
    {
        var (days, problems) = (new SortedDictionary<DateOnly, CalendarDay>(), new List<CalendarProblem>());
        for (var number = 1; number <= MaxLines && reader.ReadLine() is { } line; number++)
        {
            line = line.Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || (number == 1 && line.StartsWith("date,", StringComparison.OrdinalIgnoreCase))) continue;
            if (Parse(line, year, out var day) is { } problem) Say(problem);
            else if (!days.TryAdd(day!.Day, day)) Say(CalendarProblemKind.Twice);

            void Say(CalendarProblemKind kind) => problems.Add(new(number, line.Length > LongestShown ? line[..LongestShown] + "…" : line, kind));
        }
        return new([.. days.Values], problems);
    }

    private static CalendarProblemKind? Parse(string line, int? year, out CalendarDay? day)
    {
        day = null;
        if (line.Split(',') is not [var date, ("holiday" or "workday") and var kind, var name]) return CalendarProblemKind.Form;
        if (!DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)) return CalendarProblemKind.NoSuchDay;
        if (string.IsNullOrWhiteSpace(name) || name.Length > CalendarDay.NameLength) return CalendarProblemKind.Name;
        if (year is { } only && on.Year != only) return CalendarProblemKind.OtherYear;
        var works = kind == "workday";
        if (works && on.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)) return CalendarProblemKind.WorksAnyhow;
        day = CalendarDay.Create(on, works, name.Trim());
        return null;
    }
}
