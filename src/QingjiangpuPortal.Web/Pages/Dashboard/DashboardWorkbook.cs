using MiniExcelLibs;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Localization;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>The dashboard as sheets: the whole, the units, the categories, the sources and hours, the curve. Rates are numbers 0 to 1.</summary>
internal sealed class DashboardWorkbook
{
    private readonly DashboardPage _page;
    private readonly DashboardTexts _text;
    private readonly Words _words;
    private readonly Measure[] _measures;

    private DashboardWorkbook(DashboardPage page, DashboardTexts text, Words words)
    {
        (_page, _text, _words) = (page, text, words);
        _measures =
        [
            new(text.Of("响应率"), n => n.Response, u => u.Response),
            new(text.Of("按时办结率"), n => n.OnTime, u => u.OnTime),
            new(text.Of("解决率"), n => n.Resolution, u => u.Resolution),
            new(text.Of("满意率"), n => n.Satisfaction, u => u.Satisfaction),
            new(ClosedAt(OrgLevel.MicroGrid), n => n.ClosedAt(OrgLevel.MicroGrid), u => u.ClosedAtMicroGrid),
            .. DashboardTexts.ClosingLevels.Skip(1).Select(level => new Measure(ClosedAt(level), n => n.ClosedAt(level), StandingOf: null)),
        ];
    }

    /// <param name="StandingOf"><c>null</c> where units are not ranked by it.</param>
    private sealed record Measure(string Name, Func<DashboardNumbers, SuccessRate> RateOf, Func<UnitRow, Standing?>? StandingOf);

    public static byte[] Write(DashboardPage page, DashboardTexts text, Words words)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(new DashboardWorkbook(page, text, words).Sheets());
        return stream.ToArray();
    }

    private Dictionary<string, object> Sheets()
    {
        var numbers = _page.Numbers;
        var sheets = new Dictionary<string, object>
        {
            [T("汇总")] = new[] { Row(T("本期"), numbers.Total, Rates(numbers.Total)), Row(T("上年同期"), numbers.YearBefore, Rates(numbers.YearBefore)) },
            [T("各单位")] = numbers.Units.Select(u => Row(_page.NameOf(u.Code), u.Numbers, [
                .. Beside(u.YearBefore.Filed, u.Open, u.Overdue), .. _measures.SelectMany(m => Compared(m, u))])).ToArray(),
            [T("走势")] = numbers.Trend.Select(p => Row([
                ("从", DashboardTexts.Day(p.First)), ("到", DashboardTexts.Day(p.Last)), ("上报", p.Filed), ("上年同期", p.FiledYearBefore), ("结案", p.Closed)])).ToArray(),
            [T("热点")] = numbers.HotSpots.Select(h => Row([("区域", _page.NameOf(h.Code)), ("上报", h.Filed), ("上年同期", h.YearBefore)])).ToArray(),
        };
        if (numbers.ByCategory is { } categories)
            sheets[T("分类别")] = categories.Select(c => Row(Words.Of(c.Name), c.Numbers, [.. Beside(c.YearBefore.Filed, c.Open, c.Overdue), .. Rates(c.Numbers)])).ToArray();
        if (numbers.BySource is { } sources)
            sheets[T("来源")] = sources.Select(s => Row([("来源", _words.Of(s.Source)), ("上报", s.Filed), ("上年同期", s.YearBefore)])).ToArray();
        if (numbers.ByHour is { } hours)
            sheets[T("时段")] = hours.Select((count, hour) => Row([("时", hour), ("上报", count)])).ToArray();
        sheets[T("说明")] = new[] { Row([("时段", _text.Period), ("说明", _text.Method)]) };
        return sheets;
    }

    private string T(string text) => _text.Of(text);

    private string ClosedAt(OrgLevel level) => _text.Of("{0}结案占比", _words.Of(level));

    private IEnumerable<(string, object?)> Beside(int filedYearBefore, int open, int overdue) => [(T("上年上报"), filedYearBefore), (T("在办"), open), (T("超期"), overdue)];

    private IEnumerable<(string, object?)> Rates(DashboardNumbers numbers) => _measures.Select(m => (m.Name, (object?)m.RateOf(numbers).Value));

    /// <summary>The unit's own rate, beside it what it is ranked by (drawn towards the mean), its rank, and the year before.</summary>
    private IEnumerable<(string, object?)> Compared(Measure measure, UnitRow unit)
    {
        yield return (measure.Name, measure.RateOf(unit.Numbers).Value);
        if (measure.StandingOf is { } standingOf)
        {
            yield return (_text.Of("{0}（折算）", measure.Name), standingOf(unit)?.Shrunk);
            yield return (_text.Of("{0}名次", measure.Name), standingOf(unit)?.Rank);
        }
        yield return (_text.Of("{0}（上年）", measure.Name), measure.RateOf(unit.YearBefore).Value);
    }

    private Dictionary<string, object?> Row(string name, DashboardNumbers n, IEnumerable<(string Name, object? Value)> more)
    {
        var row = Row([
            ("名称", name), ("上报", n.Filed), ("应联系", n.Dispatched), ("按时联系", n.ContactedInTime), ("办结", n.Resolved), ("按时办结", n.ResolvedOnTime), ("结案", n.Closed),
            ("微网格结案", n.ClosedByMicroGrid), ("网格结案", n.ClosedByGrid), ("社区结案", n.ClosedByCommunity), ("街道结案", n.ClosedByStreet), ("区结案", n.ClosedByDistrict),
            ("评价", n.Rated), ("满意", n.Satisfied), ("答是否解决", n.SolutionTold), ("解决", n.Solved), ("部分解决", n.PartlySolved)]);
        foreach (var (column, value) in more) row.Add(column, value);
        return row;
    }

    /// <summary>A row whose columns are called by keys of the texts.</summary>
    private Dictionary<string, object?> Row(IEnumerable<(string Key, object? Value)> cells) => cells.ToDictionary(c => T(c.Key), c => c.Value, StringComparer.Ordinal);
}
