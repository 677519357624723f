using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Calendar;

/// <summary>工作日历: a year at a look, its days, a year's file, and the office hours.</summary>
public sealed class IndexModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public int? Year { get; set; }

    /// <summary>Of the calendar as the page shows it.</summary>
    [BindProperty]
    public string? Version { get; set; }

    [BindProperty]
    public DateOnly? ChangedDay { get; set; }

    [BindProperty]
    public bool IsWorkday { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public IFormFile? Upload { get; set; }

    [BindProperty]
    public DateOnly? FromDay { get; set; }

    [BindProperty]
    public string? Periods { get; set; }

    public CalendarYear Calendar { get; private set; } = null!;

    public IEnumerable<int> Years => Enumerable.Range(Calendar.Today.Year - 1, 3).Append(Calendar.Year).Distinct().Order();

    public IEnumerable<DateOnly> Months => Enumerable.Range(1, 12).Select(month => new DateOnly(Calendar.Year, month, 1));

    public string[] Weekdays => [texts["一"], texts["二"], texts["三"], texts["四"], texts["五"], texts["六"], texts["日"]];

    public string NameOf(DateOnly month) => month.ToString(texts["M月"], CultureInfo.InvariantCulture);

    public string AddressOf(int year) => string.Create(CultureInfo.InvariantCulture, $"/workbench/calendar?year={year}");

    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Weeks from Monday on; <c>null</c> beside the month.</summary>
    public static IEnumerable<DateOnly?[]> WeeksOf(DateOnly month)
    {
        var before = ((int)month.DayOfWeek + 6) % 7;
        var days = Enumerable.Repeat<DateOnly?>(null, before)
            .Concat(Enumerable.Range(0, DateTime.DaysInMonth(month.Year, month.Month)).Select(day => (DateOnly?)month.AddDays(day)));
        return days.Chunk(7).Select(week => week.Length == 7 ? week : [.. week, .. Enumerable.Repeat<DateOnly?>(null, 7 - week.Length)]);
    }

    public string StyleOf(DateOnly day)
    {
        var kind = Calendar.Days.TryGetValue(day, out var exception) ? exception.IsWorkday ? "cal-works" : "cal-free"
            : day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? "cal-weekend" : "";
        return day == Calendar.Today ? kind + " cal-today" : kind;
    }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostDayAsync() => HasUnreadableDay
        ? ShowUnreadableDaysAsync()
        : SendAsync(new SetCalendarDay(ChangedDay, IsWorkday, Name, Version), _ => Done(texts["已保存，在办事件的时限一两分钟后重算"]));

    public Task<IActionResult> OnPostRemoveDayAsync(DateOnly removed) =>
        SendAsync(new RemoveCalendarDay(removed, Version), _ => Done(texts["已去掉，在办事件的时限一两分钟后重算"]));

    public async Task<IActionResult> OnPostImportAsync()
    {
        await using var content = Upload?.OpenReadStream();
        return await SendAsync(new ImportCalendarYear(Year ?? 0, content, Version), days => Done(texts["已导入 {0} 天，在办事件的时限一两分钟后重算", days]));
    }

    public Task<IActionResult> OnPostHoursAsync() => HasUnreadableDay
        ? ShowUnreadableDaysAsync()
        : SendAsync(new SetOfficeHours(FromDay, Periods, Version), _ => Done(texts["已保存，在办事件的时限一两分钟后重算"]));

    public Task<IActionResult> OnPostRemoveHoursAsync(DateOnly removed) =>
        SendAsync(new RemoveOfficeHours(removed, Version), _ => Done(texts["已去掉，在办事件的时限一两分钟后重算"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        var answer = await ReadAsync(new GetWorkCalendar(Year), calendar => Calendar = calendar);
        if (answer is null) Version ??= Calendar.Version;
        return answer;
    }

    /// <summary>What was typed is kept beside the calendar as it is now.</summary>
    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }

    protected override string FieldName(string property) => property == nameof(ImportCalendarYear.Content) ? nameof(Upload) : property;

    private IActionResult Done(string notice) => GoTo(Year is { } year ? AddressOf(year) : "/workbench/calendar", notice);
}
