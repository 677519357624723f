using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>
/// The address of 全部事件 with filters: what a number of the dashboard leads to, and the text as which a filter is saved. What
/// it cannot mean, because somebody wrote it by hand or an older portal did, narrows nothing.
/// </summary>
/// <param name="Assignee"><see cref="Me"/>, <see cref="Nobody"/> or a person's id.</param>
/// <param name="Due">Due within so many hours.</param>
/// <param name="Q">Words to search for, or a number.</param>
public sealed record ReportListAddress(
    string? State = null, string? Place = null, string? Category = null, ReportHappening? Happening = null, DateOnly? From = null, DateOnly? To = null,
    string? Assignee = null, string? Unit = null, int? Due = null, string? Source = null, bool Supervised = false, bool Photos = false, string? Sort = null,
    string? Q = null, int? Hour = null, OrgLevel? ClosedAt = null)
{
    public const string Open = "open";
    public const string Overdue = "overdue";
    public const string Me = "me";
    public const string Nobody = "nobody";
    public const string ByDue = "due";
    public const int MaxWords = 60;

    /// <summary>What can be chosen of <see cref="Due"/>, in hours.</summary>
    public static readonly IReadOnlyList<int> Horizons = [4, 24, 72, 168];

    public ReportOrder Order => Sort == ByDue ? ReportOrder.DueFirst : ReportOrder.LatestFirst;

    /// <summary>Whether it leaves anything out.</summary>
    public bool IsNarrowed => this with { Sort = null, Happening = Happening == ReportHappening.Filed ? null : Happening } != new ReportListAddress();

    /// <summary>What stands behind the question mark: the text that is saved.</summary>
    public string Query => Builder(after: null, before: null).ToString().TrimStart('?');

    public override string ToString() => With(after: null);

    public string With(string? after, string? before = null) => $"/workbench/reports{Builder(after, before)}";

    public static ReportListAddress Parse(string? query)
    {
        var values = QueryHelpers.ParseQuery(query);
        string? Text(string name) => values.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value.ToString()) ? value.ToString() : null;
        return new ReportListAddress(
            Text("state"), Text("place"), Text("category"), Enum.TryParse<ReportHappening>(Text("happening"), ignoreCase: true, out var happening) ? happening : null,
            Day(Text("from")), Day(Text("to")), Text("assignee"), Text("unit"),
            int.TryParse(Text("due"), NumberStyles.None, CultureInfo.InvariantCulture, out var due) ? due : null, Text("source"),
            Text("supervised") == "true", Text("photos") == "true", Text("sort"), Text("q"),
            int.TryParse(Text("hour"), NumberStyles.None, CultureInfo.InvariantCulture, out var hour) ? hour : null,
            Enum.TryParse<OrgLevel>(Text("closedAt"), ignoreCase: true, out var level) ? level : null).Checked();
    }

    /// <summary>Without what it cannot mean.</summary>
    public ReportListAddress Checked() => this with
    {
        State = State is Open or Overdue || Status is not null ? State : null,
        Place = IsCode(Place) ? Place : null,
        Category = Category is { Length: <= 5 } && Category.All(char.IsAsciiDigit) ? Category : null,
        Happening = Happening is { } happening && Enum.IsDefined(happening) ? happening : null,
        From = IsPlausible(From) ? From : null,
        To = IsPlausible(To) ? To : null,
        Assignee = Assignee is Me or Nobody || Guid.TryParse(Assignee, out _) ? Assignee : null,
        Unit = IsCode(Unit) ? Unit : null,
        Due = Due is >= 1 and <= 720 ? Due : null,
        Source = SourceOf is not null ? Source : null,
        Sort = Sort == ByDue ? Sort : null,
        Q = Q?.Trim() is { Length: > 0 and <= MaxWords } words ? words : null,
        Hour = Hour is >= 0 and <= 23 ? Hour : null,
        ClosedAt = ClosedAt is { } level && Enum.IsDefined(level) ? level : null,
    };

    /// <param name="me">For whom <see cref="Me"/> stands: whoever looks, also in a filter that somebody else shared.</param>
    public ReportFilter ToFilter(Guid? me) => new(
        Status, OnlyOpen: State == Open, OnlyOverdue: State == Overdue, Place, Category, Happening ?? ReportHappening.Filed, From, To,
        Assignee switch { Me => me ?? Guid.Empty, null or Nobody => null, var person => Guid.Parse(person) },
        Unassigned: Assignee == Nobody, Unit, Supervised, Due, SourceOf, Photos, Q, ClosedAt, Hour);

    private GridReportStatus? Status =>
        Enum.TryParse<GridReportStatus>(State, ignoreCase: true, out var status) && Enum.IsDefined(status) ? status : null;

    private ReportSource? SourceOf =>
        Enum.TryParse<ReportSource>(Source, ignoreCase: true, out var source) && Enum.IsDefined(source) ? source : null;

    /// <summary>Days at the ends of the calendar have no day before or after them.</summary>
    private static bool IsPlausible(DateOnly? day) => day is { Year: >= 2000 and <= 2100 };

    private static bool IsCode(string? code) =>
        code is { Length: >= 6 and <= OrgCode.MaxLength } && code.All(char.IsAsciiLetterOrDigit);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private QueryBuilder Builder(string? after, string? before)
    {
        var query = new QueryBuilder();
        Add("q", Q);
        Add("state", State);
        Add("place", Place);
        Add("category", Category);
        Add("happening", Happening?.ToString().ToLowerInvariant());
        Add("from", From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("to", To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Add("assignee", Assignee);
        Add("unit", Unit);
        Add("due", Due?.ToString(CultureInfo.InvariantCulture));
        Add("source", Source);
        Add("supervised", Supervised ? "true" : null);
        Add("photos", Photos ? "true" : null);
        Add("sort", Sort);
        Add("hour", Hour?.ToString(CultureInfo.InvariantCulture));
        Add("closedAt", ClosedAt?.ToString().ToLowerInvariant());
        Add("after", after);
        Add("before", before);
        return query;

        void Add(string name, string? value)
        {
            if (value is not null) query.Add(name, value);
        }
    }
}
