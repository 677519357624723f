using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using Spectre.Console;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed partial class DeadlineOptions : PortalOptions
{
    [CommandOption("--from <TIME>", isRequired: true)]
    [Description("When the limit starts, with its offset: 2026-02-13T16:00+08:00.")]
    public required string From { get; init; }

    [CommandOption("--limit <LIMIT>", isRequired: true)]
    [Description("Hours (24h), working hours (7wh) or working days (2wd).")]
    public required string Limit { get; init; }

    [CommandOption("--calendar <FILE>")]
    [Description("Days in the form of cn-workdays.csv (date,kind,name) instead of the database's; office hours are 08:30-12:00 and 14:00-17:30 then. Needs no database.")]
    public string? Calendar { get; init; }

    internal DateTimeOffset Start => DateTimeOffset.Parse(From, CultureInfo.InvariantCulture);

    public override ValidationResult Validate()
    {
        // Without an offset it would be the time of wherever this machine stands.
        if (!WithOffset().IsMatch(From) || !DateTimeOffset.TryParse(From, CultureInfo.InvariantCulture, out var start))
            return ValidationResult.Error($"'{From}' is no time with an offset, like 2026-02-13T16:00+08:00.");
        if (start.Year is < 1992 or > 2200) return ValidationResult.Error($"'{From}' lies outside the years 1992 to 2200.");
        if (!TimeLimit.TryParse(Limit, out _))
            return ValidationResult.Error($"'{Limit}' is no limit: write 24h for hours, 7wh for working hours or 2wd for working days, from 1 to {TimeLimit.MaxAmount}.");
        return Calendar is null || File.Exists(Calendar) ? ValidationResult.Success() : ValidationResult.Error($"There is no file '{Calendar}'.");
    }

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WithOffset();
}

/// <summary>Prints the due time, then how it is reached.</summary>
internal sealed class DeadlineCommand : AsyncCommand<DeadlineOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, DeadlineOptions settings, CancellationToken cancellationToken)
    {
        if (await CalendarAsync(settings, cancellationToken) is not { } calendar) return Failures.Failed;
        var (start, limit) = (settings.Start, TimeLimit.Parse(settings.Limit));
        var due = calendar.DueAt(start, limit);
        Console.WriteLine(Local(due));
        foreach (var step in calendar.Explain(start, limit)) Console.WriteLine("  " + Line(step, start));
        if (limit.Unit != LimitUnit.Hour)
            foreach (var year in calendar.UnannouncedYears(start, due))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The holidays of {year} are not known here: only weekends were taken as free, and the due time may move with the State Council's notice."));
        return 0;
    }

    private static async Task<WorkCalendar?> CalendarAsync(DeadlineOptions settings, CancellationToken cancellationToken)
    {
        if (settings.Calendar is null)
        {
            await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
            return await portal.Get<IWorkCalendars>().ReadAsync(cancellationToken);
        }
        await using var content = File.OpenRead(settings.Calendar);
        var file = CalendarFile.Read(content);
        foreach (var problem in file.Problems) Failures.Say($"Line {problem.Line}, '{problem.Text}': {Sentence(problem.Kind)}");
        return file.Problems.Count == 0 ? new WorkCalendar(file.Days) : null;
    }

    private static string Sentence(CalendarProblemKind kind) => kind switch
    {
        CalendarProblemKind.Form => "it is not like 2026-02-17,holiday,春节 or 2026-02-14,workday,春节.",
        CalendarProblemKind.NoSuchDay => "there is no such day.",
        CalendarProblemKind.Twice => "the day stands in an earlier line.",
        CalendarProblemKind.OtherYear => "the day is of another year.",
        CalendarProblemKind.WorksAnyhow => "a make-up workday is a Saturday or a Sunday; this day is a workday anyhow.",
        CalendarProblemKind.Heading => "the first line is date,kind,name.",
        CalendarProblemKind.Encoding => "it is not UTF-8; save the file as CSV UTF-8.",
        CalendarProblemKind.TooLong => $"the file is longer than {CalendarFile.MaxBytes / 1024} KB and was not read on.",
        CalendarProblemKind.Name => $"the name is missing or longer than {CalendarDay.NameLength} characters.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It has no sentence."),
    };

    private static string Line(DeadlineStep step, DateTimeOffset start) => step.Kind switch
    {
        DeadlineStepKind.PlainTime => $"{Local(step.From)} to {Local(step.To)}: {Hours(step.Used)} h of plain time",
        DeadlineStepKind.StartDay => $"{Day(step)}: the day on which it starts, not counted",
        DeadlineStepKind.FreeDay => $"{Day(step)}: skipped, {step.Holiday ?? "weekend"}",
        DeadlineStepKind.Workday => $"{Day(step)}: working day {step.Count}{MakeUp(step)}",
        DeadlineStepKind.OfficeTime => $"{Day(step)} {Time(step.From)}-{Time(step.To)}: {Hours(step.To - step.From)} h, {Hours(step.Used)} h in all{MakeUp(step)}",
        _ => $"due {Local(step.To)}, {Hours(step.To - start)} h after it started",
    };

    private static string MakeUp(DeadlineStep step) => step.Holiday is { } name ? $" (make-up workday, {name})" : "";

    private static string Day(DeadlineStep step) => step.Day.ToString("yyyy-MM-dd ddd", CultureInfo.InvariantCulture);
    private static string Time(DateTimeOffset at) => ChinaTime.ToLocal(at).ToString(at.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
    private static string Hours(TimeSpan time) => time.TotalHours.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601 with the offset of Asia/Shanghai.</summary>
    private static string Local(DateTimeOffset at) => ChinaTime.ToLocal(at).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
