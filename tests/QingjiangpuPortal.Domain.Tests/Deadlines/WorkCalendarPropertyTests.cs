using CsCheck;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;
using static QingjiangpuPortal.Domain.Tests.Deadlines.RealCalendar;

namespace QingjiangpuPortal.Domain.Tests.Deadlines;

/// <summary>What holds for every start and amount, on the real calendar.</summary>
public sealed class WorkCalendarPropertyTests
{
    private const int Times = 300;
    private static readonly DateTimeOffset First = At("2025-01-01T00:00");

    /// <summary>Any minute of 2025 and of 2026 until September, so that what is added stays within what is known.</summary>
    private static readonly Gen<DateTimeOffset> Start = Gen.Int[0, 600 * 24 * 60].Select(minutes => First.AddMinutes(minutes));
    private static readonly Gen<TimeSpan> Work = Gen.Int[0, 60 * 60].Select(minutes => TimeSpan.FromMinutes(minutes));
    private static readonly Gen<TimeLimit> Limit = Gen.Select(Gen.Int[1, 25], Gen.Enum<LimitUnit>()).Select((amount, unit) => new TimeLimit(amount, unit));

    /// <summary>Up to three times, none overlapping, in the three weeks after the start.</summary>
    private static Gen<Pause[]> PausesAfter(DateTimeOffset start) => Gen.Int[0, 21 * 24 * 60].Array[0, 6].Select(minutes =>
        minutes.Distinct().Order().Chunk(2).Where(pair => pair.Length == 2).Select(pair => new Pause(start.AddMinutes(pair[0]), start.AddMinutes(pair[1]))).ToArray());

    private static readonly Gen<(DateTimeOffset Start, Pause[] Pauses)> Suspended =
        from start in Start from pauses in PausesAfter(start) select (start, pauses);

    [Fact]
    public void A_clock_that_knows_only_minutes_comes_to_the_same_due_time() => Gen.Select(Suspended, Limit).Sample((suspended, limit) =>
        Assert.Equal(SlowDueAt(suspended.Start, limit, suspended.Pauses), Calendar.DueAt(suspended.Start, limit, suspended.Pauses)), iter: Times);

    [Fact]
    public void Adding_is_additive() => Gen.Select(Start, Work, Work).Sample((start, a, b) =>
        Assert.Equal(Calendar.AddWorkingTime(start, a + b), Calendar.AddWorkingTime(Calendar.AddWorkingTime(start, a), b)), iter: Times);

    [Fact]
    public void Adding_is_monotone_in_start_and_in_amount() => Gen.Select(Start, Start, Work, Work).Sample((one, other, a, b) =>
    {
        var (earlier, later) = one <= other ? (one, other) : (other, one);
        Assert.True(Calendar.AddWorkingTime(earlier, a) <= Calendar.AddWorkingTime(later, a));
        if (a < b) Assert.True(Calendar.AddWorkingTime(earlier, a) < Calendar.AddWorkingTime(earlier, b));
    }, iter: Times);

    [Fact]
    public void Adding_never_ends_outside_office_hours_and_what_was_added_lies_between() => Gen.Select(Start, Work).Sample((start, work) =>
    {
        if (work == TimeSpan.Zero) return;
        var end = Calendar.AddWorkingTime(start, work);
        // The minute that ends there is an office minute.
        Assert.True(IsOfficeMinute(end.AddMinutes(-1)), $"{end}");
        Assert.Equal(work, Calendar.WorkingTimeBetween(start, end));
    }, iter: Times);

    [Fact]
    public void Due_times_are_monotone_in_start_and_in_amount() => Gen.Select(Start, Start, Limit).Sample((one, other, limit) =>
    {
        var (earlier, later) = one <= other ? (one, other) : (other, one);
        Assert.True(Calendar.DueAt(earlier, limit) <= Calendar.DueAt(later, limit));
        Assert.True(Calendar.DueAt(earlier, limit) < Calendar.DueAt(earlier, new(limit.Amount + 1, limit.Unit)));
        Assert.True(Calendar.DueAt(earlier, limit) > earlier);
    }, iter: Times);

    [Fact]
    public void A_suspension_moves_a_limit_that_runs_in_time_by_exactly_the_working_time_suspended() => Gen.Select(Start, Gen.Int[1, 25], Gen.Double[0.05, 0.95], Work).Sample((start, hours, when, length) =>
    {
        var limit = TimeLimit.WorkingHours(hours);
        var due = Calendar.DueAt(start, limit);
        var from = start + (due - start) * when;
        var moved = Calendar.DueAt(start, limit, [new(from, from + length)]);
        Assert.Equal(Calendar.WorkingTimeBetween(from, from + length), Calendar.WorkingTimeBetween(due, moved));
        Assert.Equal(TimeSpan.FromHours(hours), Calendar.WorkingTimeBetween(start, moved) - Calendar.WorkingTimeBetween(from, from + length));
    }, iter: Times);

    [Fact]
    public void A_share_comes_before_a_larger_one_and_none_after_the_due_time() => Gen.Select(Suspended, Limit).Sample((suspended, limit) =>
    {
        var (start, pauses) = suspended;
        var (half, most, due) = (Calendar.ShareAt(start, limit, 0.5, pauses), Calendar.ShareAt(start, limit, 0.8, pauses), Calendar.DueAt(start, limit, pauses));
        Assert.True(start <= half && half <= most && most <= due);
    }, iter: Times);

    [Fact]
    public void What_is_used_of_a_limit_grows_from_nothing_to_all_and_stands_still_while_suspended() => Gen.Select(Suspended, Limit).Sample((suspended, limit) =>
    {
        var (start, pauses) = suspended;
        var due = Calendar.DueAt(start, limit, pauses);
        double At(DateTimeOffset at) => Calendar.UsedAt(start, due, limit.Unit, at, pauses);
        Assert.Equal(0, At(start), 6);
        Assert.Equal(1, At(due), 6);
        for (var (step, before) = (1, 0.0); step <= 10; step++)
        {
            var used = At(start + (due - start) * (step / 10.0));
            Assert.True(used >= before - 1e-9);
            before = used;
        }
        foreach (var pause in pauses.Where(p => p.To < due)) Assert.Equal(At(pause.From), At(pause.To), 6);
    }, iter: Times);

    [Fact]
    public void The_last_line_of_an_explanation_is_the_due_time() => Gen.Select(Start, Limit).Sample((start, limit) =>
    {
        var steps = Calendar.Explain(start, limit).ToList();
        Assert.Equal((DeadlineStepKind.Due, Calendar.DueAt(start, limit)), (steps[^1].Kind, steps[^1].To));
        var worked = steps.Where(s => s.Kind == DeadlineStepKind.OfficeTime).Sum(s => (s.To - s.From).TotalHours);
        if (limit.Unit == LimitUnit.WorkingHour) Assert.Equal(limit.Amount, worked, 6);
        if (limit.Unit == LimitUnit.WorkingDay) Assert.Equal(limit.Amount, steps.Count(s => s.Kind == DeadlineStepKind.Workday));
    }, iter: Times);

    // ---- The oracle: written from the rules alone, minute by minute, with nothing of WorkCalendar.

    private static readonly Dictionary<DateOnly, bool> Exceptions = Days.ToDictionary(day => day.Day, day => day.IsWorkday);

    private static bool Works(DateOnly day) => Exceptions.TryGetValue(day, out var works) ? works : day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static bool IsOfficeMinute(DateTimeOffset minute)
    {
        var local = minute.ToOffset(TimeSpan.FromHours(8));
        return (local.Hour * 60 + local.Minute) is (>= 510 and < 720) or (>= 840 and < 1050)
            && Works(DateOnly.FromDateTime(local.DateTime));
    }

    private static DateTimeOffset SlowDueAt(DateTimeOffset start, TimeLimit limit, Pause[] pauses)
    {
        if (limit.Unit == LimitUnit.WorkingDay) return SlowWorkdays(start, limit.Amount, pauses);
        var left = limit.Amount * 60;
        for (var minute = start; ; minute = minute.AddMinutes(1))
        {
            var counts = (limit.Unit == LimitUnit.Hour || IsOfficeMinute(minute)) && !pauses.Any(p => p.From <= minute && minute < p.To);
            if (counts && --left == 0) return minute.AddMinutes(1);
        }
    }

    /// <summary>Every minute of a pause before the due time is looked at; a workday that has an office minute in one is added once.</summary>
    private static DateTimeOffset SlowWorkdays(DateTimeOffset start, int days, Pause[] pauses)
    {
        var begun = new HashSet<DateOnly>();
        var due = End(days);
        foreach (var pause in pauses)
        {
            if (pause.From >= due) break;
            for (var minute = pause.From; minute < pause.To; minute = minute.AddMinutes(1))
                if (IsOfficeMinute(minute)) begun.Add(ChinaTime.DayOf(minute));
            due = End(days + begun.Count);
        }
        return due;

        DateTimeOffset End(int workdays)
        {
            var day = ChinaTime.DayOf(start);
            while (workdays > 0)
                if (Works(day = day.AddDays(1))) workdays--;
            return new(day.ToDateTime(new(17, 30)), TimeSpan.FromHours(8));
        }
    }
}
