using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Workbench.Reports;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>Something that a leader should look at first: a sentence, and where it leads.</summary>
public sealed record Concern(string Text, string Href)
{
    /// <summary>Fewer reports than this, and a change says little.</summary>
    private const int Enough = 20;

    /// <summary>A rate this far below the mean of the units is worth a word.</summary>
    private const double Behind = 0.01;

    public static IEnumerable<Concern> Of(IndexModel page)
    {
        var numbers = page.Numbers;
        if (numbers.Units.Where(u => u.Overdue > 0).MaxBy(u => u.Overdue) is { } late)
            yield return new(
                page.Text.Of("{0}超期最多：{1} 件（全部 {2} 件）", page.NameOf(late.Code), late.Overdue, numbers.Overdue),
                page.StateList(ReportListAddress.Overdue, place: late.Code));
        if (numbers.Units.Where(u => u.OnTime is { } s && numbers.Total.OnTimeShare - s.Shrunk > Behind).MinBy(u => u.OnTime!.Shrunk) is { } slow)
            yield return new(
                page.Text.Of("{0}按时办结率最低：{1}%", page.NameOf(slow.Code), DashboardTexts.Percent(slow.Numbers.OnTimeShare)),
                page.List(ReportHappening.ResolvedLate, place: slow.Code));
        if (!numbers.HasYearBefore) yield break;
        if (numbers.ByCategory?.Where(c => c.YearBefore.Filed >= Enough && c.Numbers.Filed > c.YearBefore.Filed).MaxBy(c => c.Numbers.Filed - c.YearBefore.Filed) is { } category)
            yield return new(
                page.Text.Of("{0}类增加最多：{1} 件，同比 {2}", Words.Of(category.Name), category.Numbers.Filed, DashboardTexts.Growth(category.Numbers.Filed, category.YearBefore.Filed)),
                page.List(ReportHappening.Filed, category: category.Code));
        if (numbers.HotSpots.Where(h => h.YearBefore >= Enough && h.Filed > h.YearBefore).MaxBy(h => h.Filed - h.YearBefore) is { } spot)
            yield return new(
                page.Text.Of("{0}上报增加最多：{1} 件，同比 {2}", page.NameOf(spot.Code), spot.Filed, DashboardTexts.Growth(spot.Filed, spot.YearBefore)),
                page.Drill(spot.Code));
    }
}
