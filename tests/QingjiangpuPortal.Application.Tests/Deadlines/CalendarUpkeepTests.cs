using System.Text;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Deadlines;

/// <summary>The calendar and the limits in the hands of the system administrator.</summary>
public sealed class CalendarUpkeepTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static string Year(int year, params string[] more) =>
        "date,kind,name\n" + string.Concat(Enumerable.Range(1, 12).Select(day => $"{year}-02-{day:00},holiday,春节\n")) + string.Concat(more.Select(line => line + "\n"));

    private static MemoryStream File(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>What a page opened this moment would carry.</summary>
    private async Task<string> VersionAsync() => (await portal.SendAsync(new GetWorkCalendar(), portal.SystemAdministrator)).Must().Version;

    [Fact]
    public async Task A_year_s_file_takes_the_place_of_what_was_known_of_it()
    {
        (await portal.SendAsync(new SetCalendarDay(new(2028, 7, 3), IsWorkday: false, "试", await VersionAsync()), portal.SystemAdministrator)).Must();
        Assert.Equal(13, (await portal.SendAsync(new ImportCalendarYear(2028, File(Year(2028, "2028-02-19,workday,春节")), await VersionAsync()), portal.SystemAdministrator)).Must());
        var year = (await portal.SendAsync(new GetWorkCalendar(2028), portal.SystemAdministrator)).Must();
        Assert.True(year.IsAnnounced);
        Assert.Equal(13, year.Days.Count);
        Assert.True(year.Days[new(2028, 2, 19)].IsWorkday);
        // Once more, the same.
        Assert.Equal(13, (await portal.SendAsync(new ImportCalendarYear(2028, File(Year(2028, "2028-02-19,workday,春节")), await VersionAsync()), portal.SystemAdministrator)).Must());
    }

    [Fact]
    public async Task With_bad_lines_nothing_is_changed_and_each_is_named()
    {
        var refused = await portal.SendAsync(new ImportCalendarYear(2029, File(Year(2029, "2029-02-30,holiday,春节", "2029-02-01,holiday,春节", "2029-02-19,workday,春节", "2030-01-01,holiday,元旦", "2029-05-01;holiday", "2029-05-02,holiday,")), await VersionAsync()), portal.SystemAdministrator);
        Assert.Equal(
            ["Calendar.LineNoSuchDay", "Calendar.LineTwice", "Calendar.LineWorksAnyhow", "Calendar.LineOtherYear", "Calendar.LineForm", "Calendar.LineName"],
            refused.Errors.Select(e => e.Code));
        Assert.Equal([14, 15, 16, 17, 18, 19], refused.Errors.Select(e => (int)e.Arguments()[0]));
        Assert.Equal(0, await portal.QueryAsync(db => db.CalendarDays.CountAsync(d => d.Day >= new DateOnly(2029, 1, 1))));
    }

    [Fact]
    public async Task What_somebody_changed_since_the_page_was_shown_is_not_overwritten()
    {
        var shown = await VersionAsync();
        (await portal.SendAsync(new SetCalendarDay(new(2027, 7, 5), IsWorkday: false, "甲", shown), portal.SystemAdministrator)).Must();
        var tomorrow = ChinaTime.DayOf(portal.Clock.GetUtcNow()).AddDays(1);
        Assert.Equal(AccessErrors.ChangedMeanwhile, (await portal.SendAsync(new SetCalendarDay(new(2027, 7, 5), IsWorkday: false, "乙", shown), portal.SystemAdministrator)).FirstError);
        Assert.Equal(AccessErrors.ChangedMeanwhile, (await portal.SendAsync(new RemoveCalendarDay(new(2027, 7, 5), shown), portal.SystemAdministrator)).FirstError);
        Assert.Equal(AccessErrors.ChangedMeanwhile, (await portal.SendAsync(new ImportCalendarYear(2027, File(Year(2027)), shown), portal.SystemAdministrator)).FirstError);
        Assert.Equal(AccessErrors.ChangedMeanwhile, (await portal.SendAsync(new SetOfficeHours(tomorrow, "09:00-17:00", shown), portal.SystemAdministrator)).FirstError);
        Assert.Equal(AccessErrors.ChangedMeanwhile, (await portal.SendAsync(new RemoveOfficeHours(tomorrow, shown), portal.SystemAdministrator)).FirstError);
        Assert.Equal("甲", (await portal.SendAsync(new GetWorkCalendar(2027), portal.SystemAdministrator)).Must().Days[new(2027, 7, 5)].Name);
        (await portal.SendAsync(new RemoveCalendarDay(new(2027, 7, 5), await VersionAsync()), portal.SystemAdministrator)).Must();
    }

    [Fact]
    public async Task Of_two_who_change_one_day_at_the_same_moment_one_is_told_to_look_again()
    {
        (await portal.SendAsync(new SetCalendarDay(new(2027, 7, 6), IsWorkday: false, "前", await VersionAsync()), portal.SystemAdministrator)).Must();
        var shown = await VersionAsync();
        var done = await Task.WhenAll(new[] { "甲", "乙" }.Select(name => portal.SendAsync(new SetCalendarDay(new(2027, 7, 6), IsWorkday: false, name, shown), portal.SystemAdministrator)));
        Assert.Equal(AccessErrors.ChangedMeanwhile, Assert.Single(done, d => d.IsError).FirstError);
    }

    [Theory]
    [InlineData("gbk", "Calendar.LineEncoding", 2)]
    [InlineData("heading", "Calendar.LineHeading", 1)]
    [InlineData("order", "Calendar.LineHeading", 1)]
    [InlineData("too long", "Calendar.LineTooLong", 4267)]
    public async Task A_file_that_cannot_be_read_is_refused_with_the_line_and_nothing_is_changed(string why, string code, int line)
    {
        var file = why switch
        {
            // As a spreadsheet saves 春节.
            "gbk" => new MemoryStream([.. Encoding.ASCII.GetBytes("date,kind,name\n2030-02-01,holiday,"), 0xB4, 0xBA, 0xBD, 0xDA, (byte)'\n']),
            "heading" => File(Year(2030).Replace("date,kind,name", "日期,类型,名称", StringComparison.Ordinal)),
            "order" => File(Year(2030).Replace("date,kind,name", "date,name,kind", StringComparison.Ordinal)),
            _ => File(Year(2030) + string.Concat(Enumerable.Repeat("2030-02-01,holiday,abcd\n", 5_000))),
        };
        var refused = await portal.SendAsync(new ImportCalendarYear(2030, file, await VersionAsync()), portal.SystemAdministrator);
        Assert.Contains((code, line), refused.Errors.Select(e => (e.Code, (int)e.Arguments()[0])));
        Assert.Equal(0, await portal.QueryAsync(db => db.CalendarDays.CountAsync(d => d.Day.Year == 2030)));
    }

    [Theory]
    [InlineData("\uFEFF")]
    [InlineData("\r\n")]
    public async Task A_mark_of_UTF_8_and_an_empty_line_before_the_heading_do_no_harm(string before) =>
        Assert.Equal(12, (await portal.SendAsync(new ImportCalendarYear(2026, File(before + Year(2026)), await VersionAsync()), portal.SystemAdministrator)).Must());

    [Fact]
    public async Task A_file_with_a_few_days_is_no_year() => Assert.Equal("Calendar.TooFewHolidays",
        (await portal.SendAsync(new ImportCalendarYear(2029, File("date,kind,name\n2029-01-01,holiday,元旦"), await VersionAsync()), portal.SystemAdministrator)).FirstError.Code);

    [Fact]
    public async Task Office_hours_are_changed_for_days_to_come_only()
    {
        var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        Assert.Equal("Calendar.HoursInThePast", (await portal.SendAsync(new SetOfficeHours(today, "09:00-17:00", await VersionAsync()), portal.SystemAdministrator)).FirstError.Code);
        Assert.Equal("Calendar.HoursWrong", (await portal.SendAsync(new SetOfficeHours(today.AddDays(9), "17:00-09:00", await VersionAsync()), portal.SystemAdministrator)).FirstError.Code);
        (await portal.SendAsync(new SetOfficeHours(today.AddDays(9), "8:00-12:00，15:00-18:00", await VersionAsync()), portal.SystemAdministrator)).Must();
        Assert.Equal("Calendar.HoursTwice", (await portal.SendAsync(new SetOfficeHours(today.AddDays(9), "09:00-17:00", await VersionAsync()), portal.SystemAdministrator)).FirstError.Code);
        var hours = Assert.Single((await portal.SendAsync(new GetWorkCalendar(), portal.SystemAdministrator)).Must().Hours);
        Assert.Equal("08:00-12:00 15:00-18:00", hours.PeriodsText);
        (await portal.SendAsync(new RemoveOfficeHours(hours.ValidFrom, await VersionAsync()), portal.SystemAdministrator)).Must();
        Assert.Empty((await portal.SendAsync(new GetWorkCalendar(), portal.SystemAdministrator)).Must().Hours);
    }

    [Fact]
    public async Task Limits_are_read_in_their_three_forms_and_the_trail_keeps_what_they_were()
    {
        var before = (await portal.SendAsync(new ListLimits(), portal.SystemAdministrator)).Must().Rows.Single(r => r.Code == "04001");
        Assert.Equal(["Calendar.LimitWrong", "Calendar.LimitWrong"],
            (await portal.SendAsync(new ChangeLimits("04001", before.Version, "2 days", "3wd", ""), portal.SystemAdministrator)).Errors.Select(e => e.Code));
        (await portal.SendAsync(new ChangeLimits("04001", before.Version, "2wh", "3wd", "2wd"), portal.SystemAdministrator)).Must();
        // Another's form, which showed what was before.
        Assert.Equal(AccessErrors.ChangedMeanwhile, (await portal.SendAsync(new ChangeLimits("04001", before.Version, "9wh", "9wd", "9wd"), portal.SystemAdministrator)).FirstError);
        var after = (await portal.SendAsync(new ListLimits(), portal.SystemAdministrator)).Must().Rows.Single(r => r.Code == "04001");
        Assert.Equal(("2wh", "3wd", "2wd"), (after.Accept.ToString(), after.Resolve.ToString(), after.Verify.ToString()));
        var line = await portal.QueryAsync(db => db.AuditEntries.Where(e => e.Action == nameof(ChangeLimits) && e.Reason != null).SingleAsync());
        Assert.StartsWith($"{before.Accept} {before.Resolve} {before.Verify} →", line.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_the_system_administrator_changes_them()
    {
        foreach (var other in new[] { portal.DistrictOfficer, portal.SecurityAdministrator, portal.AuditAdministrator, portal.Resident })
            Assert.Equal("Access.Forbidden", (await portal.SendAsync(new SetCalendarDay(new(2028, 7, 4), false, "试", Version: null), other)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new SignalDeadlines([]), portal.DistrictOfficer)).FirstError.Code);
    }
}
