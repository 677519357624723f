using MiniExcelLibs;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Localization;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>The dashboard as sheets: the whole, the units, the categories, the sources and hours, the curve. Rates are numbers 0 to 1.</summary>
internal static class DashboardWorkbook
{
    public static byte[] Write(DashboardPage page, DashboardTexts text, Words words)
    {
        var numbers = page.Numbers;
        var sheets = new Dictionary<string, object>
        {
            [text.Of("汇总")] = new[] { Row(text, text.Of("本期"), numbers.Total), Row(text, text.Of("上年同期"), numbers.YearBefore) },
            [text.Of("各单位")] = numbers.Units.Select(u => With(Row(text, page.NameOf(u.Code), u.Numbers), [
                (text.Of("上年上报"), u.YearBefore.Filed), (text.Of("折算按时办结率"), u.OnTime?.Shrunk), (text.Of("按时办结名次"), u.OnTime?.Rank),
                (text.Of("折算满意率"), u.Satisfaction?.Shrunk), (text.Of("满意名次"), u.Satisfaction?.Rank), (text.Of("在办"), u.Open), (text.Of("超期"), u.Overdue)])).ToArray(),
            [text.Of("走势")] = numbers.Trend.Select(p => With([], [
                (text.Of("从"), DashboardTexts.Day(p.First)), (text.Of("到"), DashboardTexts.Day(p.Last)), (text.Of("上报"), p.Filed),
                (text.Of("上年同期"), p.FiledYearBefore), (text.Of("结案"), p.Closed)])).ToArray(),
            [text.Of("热点")] = numbers.HotSpots.Select(h => With([], [
                (text.Of("区域"), page.NameOf(h.Code)), (text.Of("上报"), h.Filed), (text.Of("上年同期"), h.YearBefore)])).ToArray(),
        };
        if (numbers.ByCategory is { } categories)
            sheets[text.Of("分类别")] = categories.Select(c => With(Row(text, Words.Of(c.Name), c.Numbers), [
                (text.Of("上年上报"), c.YearBefore.Filed), (text.Of("在办"), c.Open), (text.Of("超期"), c.Overdue)])).ToArray();
        if (numbers.BySource is { } sources)
            sheets[text.Of("来源")] = sources.Select(s => With([], [
                (text.Of("来源"), words.Of(s.Source)), (text.Of("上报"), s.Filed), (text.Of("上年同期"), s.YearBefore)])).ToArray();
        if (numbers.ByHour is { } hours)
            sheets[text.Of("时段")] = hours.Select((count, hour) => With([], [(text.Of("时"), hour), (text.Of("上报"), count)])).ToArray();
        sheets[text.Of("说明")] = new[] { With([], [(text.Of("时段"), text.Period), (text.Of("说明"), text.Method)]) };
        using var stream = new MemoryStream();
        stream.SaveAs(sheets);
        return stream.ToArray();
    }

    private static Dictionary<string, object?> Row(DashboardTexts text, string name, DashboardNumbers n) => With([], [
        (text.Of("名称"), name), (text.Of("上报"), n.Filed), (text.Of("应联系"), n.Dispatched), (text.Of("按时联系"), n.ContactedInTime), (text.Of("响应率"), n.Response.Value),
        (text.Of("办结"), n.Resolved), (text.Of("按时办结"), n.ResolvedOnTime), (text.Of("按时办结率"), n.OnTime.Value), (text.Of("结案"), n.Closed),
        (text.Of("微网格结案"), n.ClosedByMicroGrid), (text.Of("网格结案"), n.ClosedByGrid), (text.Of("社区结案"), n.ClosedByCommunity),
        (text.Of("街道结案"), n.ClosedByStreet), (text.Of("区结案"), n.ClosedByDistrict), (text.Of("评价"), n.Rated), (text.Of("满意"), n.Satisfied),
        (text.Of("满意率"), n.Satisfaction.Value), (text.Of("答是否解决"), n.SolutionTold), (text.Of("解决"), n.Solved), (text.Of("部分解决"), n.PartlySolved), (text.Of("解决率"), n.Resolution.Value)]);

    private static Dictionary<string, object?> With(Dictionary<string, object?> row, IEnumerable<(string Name, object? Value)> more)
    {
        foreach (var (name, value) in more) row[name] = value;
        return row;
    }
}
