using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>The address of 全部事件 with filters: what a number of the dashboard leads to.</summary>
public sealed record ReportListAddress(
    string? State = null, string? Place = null, string? Category = null, ReportHappening? Happening = null, DateOnly? From = null, DateOnly? To = null,
    string? Q = null)
{
    public const string Open = "open";
    public const string Overdue = "overdue";

    public override string ToString() => With(after: null);

    public string With(string? after)
    {
        return $"/workbench/reports{Query(after)}";
    }

    /// <summary>The filters as they stand after the question mark, for whatever takes the same.</summary>
    public QueryBuilder Query(string? after = null)
    {
        var query = new QueryBuilder();
        Add("q", Q);
        Add("state", State);
        Add("place", Place);
        Add("category", Category);
        Add("happening", Happening?.ToString().ToLowerInvariant());
        Add("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("to", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("after", after);
        return query;

        void Add(string name, string? value)
        {
            if (value is not null) query.Add(name, value);
        }
    }

    public static ReportListAddress Of(IQueryCollection query)
    {
        return new(
            Word("state"), Word("place"), Word("category"), Enum.TryParse<ReportHappening>(Word("happening"), ignoreCase: true, out var happening) ? happening : null,
            Day("from"), Day("to"), Word("q"));

        string? Word(string name) => query[name] is [{ Length: > 0 } word, ..] ? word : null;
        DateOnly? Day(string name) => DateOnly.TryParseExact(Word(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>What a filter that says nothing (an address by hand) would narrow, it does not.</summary>
    public ReportFilter ToFilter() => new(
        Enum.TryParse<GridReportStatus>(State, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null,
        OnlyOpen: State == Open, OnlyOverdue: State == Overdue, Place, Category,
        Happening is { } happening && Enum.IsDefined(happening) ? happening : ReportHappening.Filed, From, To, string.IsNullOrWhiteSpace(Q) ? null : Q);
}
