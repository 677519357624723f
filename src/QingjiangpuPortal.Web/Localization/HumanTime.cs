using System.Globalization;

using Microsoft.Extensions.Localization;

using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Localization;

/// <summary>Says times as people do, in the request's language: 今天 09:31, 还剩 1 小时 12 分, 超 20 分. Days are those of Asia/Shanghai.</summary>
public sealed class HumanTime(TimeProvider clock, IStringLocalizer<Texts> texts)
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly TimeSpan SoonAtMost = TimeSpan.FromHours(2);

    /// <summary>A moment: the day is named (今天, 昨天) or dated, the year only when it is not the current one.</summary>
    public string Moment(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Shanghai);
        return $"{Day(DateOnly.FromDateTime(local.DateTime))} {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>A moment to the second, for records: 2026-11-24 09:31:05, of Asia/Shanghai.</summary>
    public static string InShanghai(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, Shanghai).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A day: 今天, 昨天, 明天, 11月24日 or 2025年11月24日.</summary>
    public string Day(DateOnly day)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Shanghai).DateTime);
        return (day.DayNumber - today.DayNumber) switch
        {
            0 => texts["今天"],
            -1 => texts["昨天"],
            1 => texts["明天"],
            _ => day.ToString(texts[day.Year == today.Year ? "M月d日" : "yyyy年M月d日"], CultureInfo.InvariantCulture),
        };
    }

    /// <summary>How long: the two largest units, from minutes to days; 不到 1 分 below one minute. The sign is ignored.</summary>
    public string Duration(TimeSpan length)
    {
        var minutes = (long)Math.Abs(length.TotalMinutes);
        var (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
        string[] units = (days, hours, rest) switch
        {
            ( > 0, 0, _) => [Unit(days, "{0} 天", "1 天")],
            ( > 0, _, _) => [Unit(days, "{0} 天", "1 天"), Unit(hours, "{0} 小时", "1 小时")],
            (_, > 0, 0) => [Unit(hours, "{0} 小时", "1 小时")],
            (_, > 0, _) => [Unit(hours, "{0} 小时", "1 小时"), Unit(rest, "{0} 分", "1 分")],
            (_, _, > 0) => [Unit(rest, "{0} 分", "1 分")],
            _ => [texts["不到 1 分"]],
        };
        return string.Join(' ', units);
    }

    /// <summary>What is left until a deadline, or by how much it was missed: 还剩 1 小时 12 分, 超 20 分.</summary>
    public string Remaining(DateTimeOffset due)
    {
        var left = due - clock.GetUtcNow();
        return left < TimeSpan.Zero ? texts["超 {0}", Duration(left)] : texts["还剩 {0}", Duration(left)];
    }

    /// <summary>How long something took and how long it might have taken: 用时 19 小时，限 1 天.</summary>
    public string Taken(DateTimeOffset from, DateTimeOffset done, DateTimeOffset due) =>
        texts["用时 {0}，限 {1}", Duration(done - from), Duration(due - from)];

    /// <summary>The style of a deadline: <c>is-late</c> when missed, <c>is-soon</c> within two hours, otherwise none.</summary>
    public string? Urgency(DateTimeOffset due)
    {
        var left = due - clock.GetUtcNow();
        if (left < TimeSpan.Zero) return "is-late";
        return left <= SoonAtMost ? "is-soon" : null;
    }

    // English has its own word for one.
    private string Unit(long count, string many, string one) => count == 1 ? texts[one] : texts[many, count];
}
