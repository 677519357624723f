using System.Globalization;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>How the dashboard says its numbers.</summary>
public sealed class DashboardTexts(IStringLocalizer<Texts> texts, ReportingPeriod period, bool hasYearBefore)
{
    public string Kind(PeriodKind kind) => texts[kind switch
    {
        PeriodKind.Week => "周",
        PeriodKind.Month => "月",
        PeriodKind.Quarter => "季度",
        _ => "半年",
    }];

    /// <summary>2026 年 11 月; a week by its days.</summary>
    public string Period
    {
        get
        {
            var (kind, first, last) = (period.Kind, period.First, period.Last);
            return kind switch
            {
                PeriodKind.Week => texts["{0} 至 {1}", Day(first), Day(last)],
                PeriodKind.Month => texts["{0} 年 {1} 月", first.Year, first.Month],
                PeriodKind.Quarter => texts["{0} 年第 {1} 季度", first.Year, (first.Month + 2) / 3],
                _ when first.Month == 1 => texts["{0} 年上半年", first.Year],
                _ => texts["{0} 年下半年", first.Year],
            };
        }
    }

    /// <summary>With what it is compared, and how.</summary>
    public string Method
    {
        get
        {
            var (first, until) = period.YearBefore;
            var compared = period.IsRunning
                ? texts["本期到 {0} 为止，与上年同样这些天比：{1} 至 {2}。", Day(period.Until), Day(first), Day(until)]
                : texts["与上年同期比：{0} 至 {1}。", Day(first), Day(until)];
            return compared + texts["同比 =（本期 − 上年同期）÷ 上年同期；率的变化以百分点计。"];
        }
    }

    /// <summary>From where a matter arises upwards.</summary>
    public static IEnumerable<OrgLevel> ClosingLevels => Enum.GetValues<OrgLevel>().OrderDescending();

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A rate with its sign; a dash where nothing was counted.</summary>
    public static string Rate(double? share) => share is null ? Percent(null) : Percent(share) + "%";

    public static string Percent(double? share) => share is { } value ? (value * 100).ToString("0.0", CultureInfo.InvariantCulture) : "–";

    /// <summary>+12.3%; a dash where there was nothing before.</summary>
    public static string Growth(int now, int before) =>
        before == 0 ? "–" : ((double)(now - before) / before * 100).ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) + "%";

    /// <summary>同比 +12.3%（+120）.</summary>
    public string Compared(int now, int before) =>
        !hasYearBefore ? texts["上年没有可比的"]
        : before == 0 ? texts["上年同期 0"]
        : texts["同比 {0}（上年 {1}）", Growth(now, before), before];

    /// <summary>同比 ↑ 1.2 个百分点, and whether that is better.</summary>
    public (string Text, string? Css) Compared(SuccessRate now, SuccessRate before)
    {
        if (now.Value is null) return (texts["这段时间没有可算的"], null);
        if (before.Value is null) return (texts["上年没有可比的"], null);
        var points = Math.Round((now.Value.Value - before.Value.Value) * 100, 1);
        var size = Math.Abs(points).ToString("0.0", CultureInfo.InvariantCulture);
        return points switch
        {
            > 0 => (texts["同比 ↑ {0} 个百分点", size], "better"),
            < 0 => (texts["同比 ↓ {0} 个百分点", size], "worse"),
            _ => (texts["与上年持平"], null),
        };
    }

    public string Of(string text, params object[] arguments) => texts[text, arguments];
}
