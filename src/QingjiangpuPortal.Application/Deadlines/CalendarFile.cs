using System.Globalization;
using System.Text;
using System.Text.Unicode;
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

    /// <summary>The first line is neither the heading nor a day.</summary>
    Heading,

    /// <summary>Not UTF-8: a spreadsheet saved it as GBK. Nothing else is said of the file.</summary>
    Encoding,

    /// <summary>Here the file is longer than any year. Nothing else is said of it.</summary>
    TooLong,
}

/// <param name="Line">Counted from 1, the heading included.</param>
public readonly record struct CalendarProblem(int Line, string Text, CalendarProblemKind Kind);

/// <summary>
/// Days in the form of cn-workdays.csv: a heading, then date, kind (holiday or workday) and name in each line. Every bad line
/// is named; with one of them none of the days should be used.
/// </summary>
public sealed record CalendarFile(IReadOnlyList<CalendarDay> Days, IReadOnlyList<CalendarProblem> Problems)
{
    /// <summary>A year has some two kilobytes; a file of a century is none.</summary>
    public const int MaxBytes = 100 * 1024;

    private const string Heading = "date,kind,name";
    private const int LongestShown = 60;

    /// <param name="year">The only year that it may hold; any where <c>null</c>.</param>
    public static CalendarFile Read(Stream content, int? year = null)
    {
        var bytes = new byte[MaxBytes];
        var length = content.ReadAtLeast(bytes, MaxBytes, throwOnEndOfStream: false);
        if (length == MaxBytes && content.ReadByte() >= 0) return Unreadable(bytes.AsSpan().Count((byte)'\n') + 1, CalendarProblemKind.TooLong);
        var (days, problems) = (new SortedDictionary<DateOnly, CalendarDay>(), new List<CalendarProblem>());
        var (number, isFirst) = (0, true);
        foreach (var range in bytes.AsSpan(0, length).Split((byte)'\n'))
        {
            number++;
            if (!Utf8.IsValid(bytes.AsSpan(range))) return Unreadable(number, CalendarProblemKind.Encoding);
            // With or without the mark by which spreadsheets know UTF-8.
            var line = Encoding.UTF8.GetString(bytes.AsSpan(range)).TrimStart('\uFEFF').Trim();
            if (line.Length == 0) continue;
            if (isFirst && string.Equals(line.Replace(" ", "", StringComparison.Ordinal), Heading, StringComparison.OrdinalIgnoreCase)) { }
            else if (Parse(line, year, out var day) is { } problem) Say(line, isFirst && problem == CalendarProblemKind.Form ? CalendarProblemKind.Heading : problem);
            else if (!days.TryAdd(day!.Day, day)) Say(line, CalendarProblemKind.Twice);
            isFirst = false;
        }
        return new([.. days.Values], problems);

        static CalendarFile Unreadable(int line, CalendarProblemKind kind) => new([], [new(line, "", kind)]);

        void Say(string line, CalendarProblemKind kind) => problems.Add(new(number, line.Length > LongestShown ? line[..LongestShown] + "…" : line, kind));
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
