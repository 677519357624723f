using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Deadlines;

/// <summary>The calendar and the limits in the hands of the system administrator.</summary>
public sealed class CalendarUpkeepTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private static string Year(int year, params string[] more) =>
        "date,kind,name\n" + string.Concat(Enumerable.Range(1, 12).Select(day => $"{year}-02-{day:00},holiday,春节\n")) + string.Concat(more.Select(line => line + "\n"));

    [Fact]
    public async Task A_year_s_file_takes_the_place_of_what_was_known_of_it()
    {
        (await portal.SendAsync(new SetCalendarDay(new(2028, 7, 3), IsWorkday: false, "试"), portal.SystemAdministrator)).Must();
        Assert.Equal(13, (await portal.SendAsync(new ImportCalendarYear(2028, Year(2028, "2028-02-19,workday,春节")), portal.SystemAdministrator)).Must());
        var year = (await portal.SendAsync(new GetWorkCalendar(2028), portal.SystemAdministrator)).Must();
        Assert.True(year.IsAnnounced);
        Assert.Equal(13, year.Days.Count);
        Assert.True(year.Days[new(2028, 2, 19)].IsWorkday);
        // Once more, the same.
        Assert.Equal(13, (await portal.SendAsync(new ImportCalendarYear(2028, Year(2028, "2028-02-19,workday,春节")), portal.SystemAdministrator)).Must());
    }

    [Fact]
    public async Task With_bad_lines_nothing_is_changed_and_each_is_named()
    {
        var refused = await portal.SendAsync(new ImportCalendarYear(2029, Year(2029, "2029-02-30,holiday,春节", "2029-02-01,holiday,春节", "2029-02-19,workday,春节", "2030-01-01,holiday,元旦", "2029-05-01;holiday", "2029-05-02,holiday,")), portal.SystemAdministrator);
        Assert.Equal(
            ["Calendar.LineNoSuchDay", "Calendar.LineTwice", "Calendar.LineWorksAnyhow", "Calendar.LineOtherYear", "Calendar.LineForm", "Calendar.LineName"],
            refused.Errors.Select(e => e.Code));
        Assert.Equal([14, 15, 16, 17, 18, 19], refused.Errors.Select(e => (int)e.Arguments()[0]));
        Assert.Equal(0, await portal.QueryAsync(db => db.CalendarDays.CountAsync(d => d.Day >= new DateOnly(2029, 1, 1))));
    }

    [Fact]
    public async Task A_file_with_a_few_days_is_no_year() => Assert.Equal("Calendar.TooFewHolidays",
        (await portal.SendAsync(new ImportCalendarYear(2029, "date,kind,name\n2029-01-01,holiday,元旦"), portal.SystemAdministrator)).FirstError.Code);

    [Fact]
    public async Task Office_hours_are_changed_for_days_to_come_only()
    {
        var today = ChinaTime.DayOf(portal.Clock.GetUtcNow());
        Assert.Equal("Calendar.HoursInThePast", (await portal.SendAsync(new SetOfficeHours(today, "09:00-17:00"), portal.SystemAdministrator)).FirstError.Code);
        Assert.Equal("Calendar.HoursWrong", (await portal.SendAsync(new SetOfficeHours(today.AddDays(9), "17:00-09:00"), portal.SystemAdministrator)).FirstError.Code);
        (await portal.SendAsync(new SetOfficeHours(today.AddDays(9), "8:00-12:00，15:00-18:00"), portal.SystemAdministrator)).Must();
        Assert.Equal("Calendar.HoursTwice", (await portal.SendAsync(new SetOfficeHours(today.AddDays(9), "09:00-17:00"), portal.SystemAdministrator)).FirstError.Code);
        var hours = Assert.Single((await portal.SendAsync(new GetWorkCalendar(), portal.SystemAdministrator)).Must().Hours);
        Assert.Equal("08:00-12:00 15:00-18:00", hours.PeriodsText);
        (await portal.SendAsync(new RemoveOfficeHours(hours.ValidFrom), portal.SystemAdministrator)).Must();
        Assert.Empty((await portal.SendAsync(new GetWorkCalendar(), portal.SystemAdministrator)).Must().Hours);
    }

    [Fact]
    public async Task Limits_are_read_in_their_three_forms_and_the_trail_keeps_what_they_were()
    {
        Assert.Equal(["Calendar.LimitWrong", "Calendar.LimitWrong"],
            (await portal.SendAsync(new ChangeLimits("04001", "2 days", "3wd", ""), portal.SystemAdministrator)).Errors.Select(e => e.Code));
        var before = (await portal.SendAsync(new ListLimits(), portal.SystemAdministrator)).Must().Rows.Single(r => r.Code == "04001");
        (await portal.SendAsync(new ChangeLimits("04001", "2wh", "3wd", "2wd"), portal.SystemAdministrator)).Must();
        var after = (await portal.SendAsync(new ListLimits(), portal.SystemAdministrator)).Must().Rows.Single(r => r.Code == "04001");
        Assert.Equal(("2wh", "3wd", "2wd"), (after.Accept.ToString(), after.Resolve.ToString(), after.Verify.ToString()));
        var line = await portal.QueryAsync(db => db.AuditEntries.Where(e => e.Action == nameof(ChangeLimits) && e.Reason != null).SingleAsync());
        Assert.StartsWith($"{before.Accept} {before.Resolve} {before.Verify} →", line.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_but_the_system_administrator_changes_them()
    {
        foreach (var other in new[] { portal.DistrictOfficer, portal.SecurityAdministrator, portal.AuditAdministrator, portal.Resident })
            Assert.Equal("Access.Forbidden", (await portal.SendAsync(new SetCalendarDay(new(2028, 7, 4), false, "试"), other)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new SignalDeadlines([]), portal.DistrictOfficer)).FirstError.Code);
    }
}
