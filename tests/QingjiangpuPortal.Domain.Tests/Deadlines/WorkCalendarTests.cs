using QingjiangpuPortal.Domain.Deadlines;
using static QingjiangpuPortal.Domain.Tests.Deadlines.RealCalendar;

namespace QingjiangpuPortal.Domain.Tests.Deadlines;

/// <summary>Reckoned by hand from cn-workdays.csv; the comment beside each says how. Office hours 08:30–12:00 and 14:00–17:30.</summary>
public sealed class WorkCalendarTests
{
    // Spring Festival 2026: Fri 13 Feb works, Sat 14 makes up, 15 (Sun) to 23 (Mon) are free, Tue 24 works, Sat 28 makes up.
    [Theory]
    [InlineData("2026-02-13T16:00", "24h", "2026-02-14T16:00")] // plain time knows no calendar
    [InlineData("2026-02-13T16:00", "7wh", "2026-02-14T16:00")] // Fri 1.5 h, Sat (make-up) 3.5 h, from 14:00 2 h
    [InlineData("2026-02-13T16:00", "2wd", "2026-02-24T17:30")] // Sat 14 is the 1st, nine free days, Tue 24 the 2nd
    [InlineData("2026-02-14T16:00", "7wh", "2026-02-24T16:00")] // Sat 1.5 h, Tue 3.5 h, from 14:00 2 h
    [InlineData("2026-02-17T10:00", "1wh", "2026-02-24T09:30")] // New Year's Day: starts with the next office minute, Tue 08:30
    [InlineData("2026-02-20T09:00", "1wd", "2026-02-24T17:30")] // filed on a holiday: the next workday is the 1st
    [InlineData("2026-02-24T08:00", "4wh", "2026-02-24T14:30")] // before office hours: 08:30 + 3.5 h, 14:00 + 0.5 h
    [InlineData("2026-02-24T09:00", "3wh", "2026-02-24T12:00")] // used up when the morning ends: due then, not at 14:00
    [InlineData("2026-02-24T12:00", "2wh", "2026-02-24T16:00")] // the noon break: starts at 14:00
    [InlineData("2026-02-24T13:59", "2wh", "2026-02-24T16:00")] // … to its last minute
    [InlineData("2026-02-24T16:30", "1wh", "2026-02-24T17:30")] // used up when the day ends
    [InlineData("2026-02-24T17:30", "1wh", "2026-02-25T09:30")] // the day has ended: Wed 08:30 + 1 h
    [InlineData("2026-02-24T17:29", "1wh", "2026-02-25T09:29")] // one minute of Tue, 59 of Wed
    [InlineData("2026-02-14T09:00", "5wd", "2026-02-28T17:30")] // 24 25 26 27, and Sat 28 makes up
    [InlineData("2026-02-14T09:00", "6wd", "2026-03-02T17:30")] // Sun 1 Mar is free, Mon 2
    [InlineData("2026-02-28T23:59", "1wd", "2026-03-02T17:30")] // the make-up day itself does not count
    [InlineData("2026-02-13T00:30", "1wd", "2026-02-14T17:30")] // 12 Feb in UTC, yet the 13th in China
    // National Day 2025: Sun 28 Sep makes up, Wed 1 to Wed 8 Oct are free, Sat 11 Oct makes up.
    [InlineData("2025-09-27T10:00", "1wd", "2025-09-28T17:30")] // a Saturday: the make-up Sunday is the 1st
    [InlineData("2025-09-30T17:00", "1wd", "2025-10-09T17:30")] // eight free days
    [InlineData("2025-09-30T17:00", "3wd", "2025-10-11T17:30")] // Thu 9, Fri 10, Sat 11 makes up
    [InlineData("2025-09-30T17:00", "4wd", "2025-10-13T17:30")] // … Sun 12 is free, Mon 13
    [InlineData("2025-09-30T14:00", "7wh", "2025-10-09T12:00")] // 3.5 h on 30 Sep, 3.5 h on 9 Oct: due at noon
    [InlineData("2025-10-10T16:30", "8wh", "2025-10-11T17:30")] // 1 h on Fri, 7 h on the make-up Saturday
    [InlineData("2025-10-01T09:00", "24h", "2025-10-02T09:00")] // plain time on holidays
    [InlineData("2025-10-05T09:00", "7wh", "2025-10-09T17:30")] // all of Thu 9
    // New Year 2026: Thu 1 to Sat 3 Jan are free, Sun 4 makes up.
    [InlineData("2025-12-31T16:00", "1wd", "2026-01-04T17:30")]
    [InlineData("2026-01-03T12:00", "1wh", "2026-01-04T09:30")]
    // Autumn 2026: Sun 20 Sep makes up, Fri 25 to Sun 27 Sep and Thu 1 to Wed 7 Oct are free.
    [InlineData("2026-09-17T11:00", "10wd", "2026-10-08T17:30")] // 18, 20, 21, 22, 23, 24, 28, 29, 30, 8 Oct
    // An ordinary week: Mon 13 to Mon 20 July 2026.
    [InlineData("2026-07-17T17:00", "1wh", "2026-07-20T09:00")] // half an hour on Friday, half on Monday
    [InlineData("2026-07-13T10:00", "5wd", "2026-07-20T17:30")] // 14 15 16 17, Mon 20
    public void Due_as_counted_by_hand(string start, string limit, string due) =>
        Assert.Equal(At(due), Calendar.DueAt(At(start), TimeLimit.Parse(limit)));

    [Theory]
    // 7wh from Fri 13 Feb 16:00: 1.5 h on Fri, 1.5 h on Sat until 10:00; the other 4 h from Tue 24 10:00 on: to 12:00, and 14:00 to 16:00.
    [InlineData("2026-02-13T16:00", "7wh", "2026-02-14T10:00", "2026-02-24T10:00", "2026-02-24T16:00")]
    // 2wd, due on the 24th; the 14th and the 24th were begun: two workdays later, Thu 26.
    [InlineData("2026-02-13T16:00", "2wd", "2026-02-14T10:00", "2026-02-24T10:00", "2026-02-26T17:30")]
    // The same over holidays only: no office minute, no workday.
    [InlineData("2026-02-13T16:00", "7wh", "2026-02-14T12:00", "2026-02-14T14:00", "2026-02-14T16:00")]
    [InlineData("2026-02-13T16:00", "2wd", "2026-02-15T00:00", "2026-02-24T08:30", "2026-02-24T17:30")]
    // One office minute of a workday begins it.
    [InlineData("2026-02-13T16:00", "2wd", "2026-02-15T00:00", "2026-02-24T08:31", "2026-02-25T17:30")]
    // Plain hours: ten days are ten days.
    [InlineData("2026-02-13T16:00", "24h", "2026-02-14T10:00", "2026-02-24T10:00", "2026-02-24T16:00")]
    // Used up before the clock was stopped, or in that very minute.
    [InlineData("2026-02-13T16:00", "24h", "2026-02-14T16:00", "2026-02-24T10:00", "2026-02-14T16:00")]
    [InlineData("2026-02-24T09:00", "3wh", "2026-02-24T12:00", "2026-02-24T17:00", "2026-02-24T12:00")]
    public void Due_later_by_what_was_suspended(string start, string limit, string from, string to, string due) =>
        Assert.Equal(At(due), Calendar.DueAt(At(start), TimeLimit.Parse(limit), [new(At(from), At(to))]));

    [Fact]
    public void A_workday_on_which_the_clock_was_stopped_twice_counts_once() => Assert.Equal(
        At("2026-07-16T17:30"), // due Wed 15; Tue 14 was begun, twice
        Calendar.DueAt(At("2026-07-13T10:00"), TimeLimit.WorkingDays(2),
            [new(At("2026-07-14T09:00"), At("2026-07-14T10:00")), new(At("2026-07-14T15:00"), At("2026-07-14T16:00"))]));

    [Fact]
    public void A_suspension_that_the_first_one_made_room_for_counts() => Assert.Equal(
        // Due at 11:00, at 12:00 after the first pause; the second begins at 11:30, before that, and moves it by another half hour.
        At("2026-07-13T14:30"),
        Calendar.DueAt(At("2026-07-13T09:00"), TimeLimit.WorkingHours(2),
            [new(At("2026-07-13T09:30"), At("2026-07-13T10:30")), new(At("2026-07-13T11:30"), At("2026-07-13T12:30"))]));

    [Fact]
    public void Office_hours_hold_from_their_day_on_and_the_usual_ones_before()
    {
        var summer = new WorkCalendar(Days, [new(new(2026, 7, 15), [new(new(9, 0), new(11, 0))])]);
        Assert.Equal(At("2026-07-15T10:00"), summer.DueAt(At("2026-07-14T16:30"), TimeLimit.WorkingHours(2)));
        Assert.Equal(At("2026-07-15T11:00"), summer.DueAt(At("2026-07-13T16:30"), TimeLimit.WorkingDays(2)));
    }

    [Theory]
    [InlineData("08:30-12:00 14:00-17:30", "08:30-12:00 14:00-17:30")]
    [InlineData("8:30–12：00，14:00至17:30", "08:30-12:00 14:00-17:30")]
    [InlineData("09:00-17:00", "09:00-17:00")]
    [InlineData("", null)]
    [InlineData("12:00-08:30", null)]
    [InlineData("08:30-12:00 11:00-17:30", null)]
    [InlineData("08:30-12:00 12:00-17:30", null)] // one period, written as two
    [InlineData("14:00-17:30 08:30-12:00", null)]
    [InlineData("08:30-25:00", null)]
    [InlineData("always", null)]
    public void Office_hours_are_read_or_refused(string text, string? periods) =>
        Assert.Equal(periods, OfficeHours.TryParsePeriods(text, out var read) ? OfficeHours.TextOf(read) : null);

    [Fact]
    public void A_year_is_announced_when_its_holidays_are_known_and_not_by_a_day_or_two()
    {
        Assert.All(Enumerable.Range(2021, 6), year => Assert.True(Calendar.IsAnnounced(year)));
        Assert.False(Calendar.IsAnnounced(2027));
        var local = new WorkCalendar([.. Days, CalendarDay.Create(new(2027, 1, 1), false, "元旦"), CalendarDay.Create(new(2027, 10, 1), false, "国庆节")]);
        Assert.False(local.IsAnnounced(2027));
        Assert.Equal([2027], Calendar.UnannouncedYears(At("2026-12-31T16:00"), At("2027-01-04T17:30")));
        Assert.Empty(Calendar.UnannouncedYears(At("2026-12-30T16:00"), At("2026-12-31T17:30")));
    }

    [Theory]
    [InlineData("2026-09-30T23:59", null)]
    [InlineData("2026-10-01T00:00", 2027)]
    [InlineData("2027-03-01T00:00", 2027)]
    public void The_next_years_notice_is_missed_from_October_on(string now, int? year) => Assert.Equal(year, Calendar.MissingYear(At(now)));

    [Fact]
    public void How_a_due_time_is_reached_is_said_day_by_day()
    {
        var days = Calendar.Explain(At("2026-02-13T16:00"), TimeLimit.WorkingDays(2)).ToList();
        Assert.Equal(
            [DeadlineStepKind.StartDay, DeadlineStepKind.Workday, .. Enumerable.Repeat(DeadlineStepKind.FreeDay, 9), DeadlineStepKind.Workday, DeadlineStepKind.Due],
            days.Select(step => step.Kind));
        Assert.Equal((true, "春节", 1), (days[1].IsWorkday, days[1].Holiday, days[1].Count));
        Assert.Equal((new DateOnly(2026, 2, 15), "春节"), (days[2].Day, days[2].Holiday));

        var hours = Calendar.Explain(At("2026-07-17T17:00"), TimeLimit.WorkingHours(1)).ToList();
        Assert.Equal(
            [(DeadlineStepKind.OfficeTime, 0.5), (DeadlineStepKind.FreeDay, 0.5), (DeadlineStepKind.FreeDay, 0.5), (DeadlineStepKind.OfficeTime, 1), (DeadlineStepKind.Due, 1)],
            hours.Select(step => (step.Kind, step.Used.TotalHours)));
    }
}
