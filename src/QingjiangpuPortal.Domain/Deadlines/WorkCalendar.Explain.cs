using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Deadlines;

public enum DeadlineStepKind
{
    /// <summary>Plain time that runs through: <see cref="DeadlineStep.From"/> to <see cref="DeadlineStep.To"/>.</summary>
    PlainTime,

    /// <summary>The day on which a limit of working days starts; it does not count.</summary>
    StartDay,

    /// <summary>A day on which nobody works: a weekend, or a holiday, which is named.</summary>
    FreeDay,

    /// <summary>A workday that counts; <see cref="DeadlineStep.Count"/> says the how-manieth it is.</summary>
    Workday,

    /// <summary>Office time that is used: <see cref="DeadlineStep.From"/> to <see cref="DeadlineStep.To"/>.</summary>
    OfficeTime,

    /// <summary>Used up, at <see cref="DeadlineStep.To"/>.</summary>
    Due,
}

/// <summary>One step of how a due time is reached.</summary>
/// <param name="IsWorkday">Of the day; a make-up workday is one that has a name.</param>
/// <param name="Holiday">By which it is free or for which it makes up; <c>null</c> where it is as its weekday says.</param>
/// <param name="Used">How much of a limit that runs in time has been used up with it.</param>
public readonly record struct DeadlineStep(
    DeadlineStepKind Kind, DateOnly Day, bool IsWorkday, string? Holiday, DateTimeOffset From, DateTimeOffset To, TimeSpan Used, int Count);

public sealed partial class WorkCalendar
{
    /// <summary>How <see cref="DueAt"/> (without pauses) comes to what it says, day by day; the last step is that instant.</summary>
    public IEnumerable<DeadlineStep> Explain(DateTimeOffset start, TimeLimit limit)
    {
        var day = ChinaTime.DayOf(start);
        var steps = limit.Unit switch
        {
            LimitUnit.Hour => [Step(DeadlineStepKind.PlainTime, day, start, start.AddHours(limit.Amount), TimeSpan.FromHours(limit.Amount))],
            LimitUnit.WorkingHour => ExplainHours(start, TimeSpan.FromHours(limit.Amount)),
            _ => ExplainDays(start, limit.Amount),
        };
        var last = default(DeadlineStep);
        foreach (var step in steps) yield return last = step;
        yield return last with { Kind = DeadlineStepKind.Due, From = last.To };
    }

    private IEnumerable<DeadlineStep> ExplainHours(DateTimeOffset start, TimeSpan time)
    {
        var used = TimeSpan.Zero;
        for (var day = ChinaTime.DayOf(start); ; day = day.AddDays(1))
        {
            if (!IsWorkday(day)) yield return Step(DeadlineStepKind.FreeDay, day, At(day, default), At(day.AddDays(1), default), used);
            else
                foreach (var period in HoursOn(day).Periods)
                {
                    var (from, to) = (At(day, period.From), At(day, period.To));
                    if (to <= start) continue;
                    if (from < start) from = start;
                    var takes = to - from < time - used ? to - from : time - used;
                    used += takes;
                    yield return Step(DeadlineStepKind.OfficeTime, day, from, from + takes, used);
                    if (used == time) yield break;
                }
        }
    }

    private IEnumerable<DeadlineStep> ExplainDays(DateTimeOffset start, int days)
    {
        var day = ChinaTime.DayOf(start);
        yield return Step(DeadlineStepKind.StartDay, day, start, At(day.AddDays(1), default));
        for (var count = 0; count < days;)
        {
            day = day.AddDays(1);
            if (IsWorkday(day))
            {
                var periods = HoursOn(day).Periods;
                yield return Step(DeadlineStepKind.Workday, day, At(day, periods[0].From), At(day, periods[^1].To)) with { Count = ++count };
            }
            else yield return Step(DeadlineStepKind.FreeDay, day, At(day, default), At(day.AddDays(1), default)) with { Count = count };
        }
    }

    private DeadlineStep Step(DeadlineStepKind kind, DateOnly day, DateTimeOffset from, DateTimeOffset to, TimeSpan used = default) =>
        new(kind, day, IsWorkday(day), NameOf(day), from, to, used, Count: 0);
}
