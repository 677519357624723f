using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.WebUtilities;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>全部事件: every report that the user's posts cover, narrowed by what the address says, with the filters that are saved.</summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user, ReportFilterChoices choices, SavedFilterChips saved)
    : PortalPage(mediator)
{
    /// <summary><see cref="ReportListAddress.Open"/>, <see cref="ReportListAddress.Overdue"/> or a <see cref="GridReportStatus"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Place { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Category { get; set; }

    [BindProperty(SupportsGet = true)]
    public ReportHappening Happening { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    /// <summary><see cref="ReportListAddress.Me"/>, <see cref="ReportListAddress.Nobody"/> or a person's id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Assignee { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Unit { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Due { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Source { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Supervised { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Photos { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    /// <summary>The hour at which it was filed, and the level that closed it: what numbers of the dashboard lead to.</summary>
    [BindProperty(SupportsGet = true)]
    public int? Hour { get; set; }

    [BindProperty(SupportsGet = true)]
    public OrgLevel? ClosedAt { get; set; }

    /// <summary>Words to search for, or a number.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary><c>map</c> shows the map in place of the list where there is no room for both.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Before { get; set; }

    public ReportListAddress Address { get; private set; } = new();
    public ReportTable Table { get; private set; } = null!;
    public BulkBar Bulk { get; private set; } = null!;
    public ReportCount Count { get; private set; }
    public string? PreviousHref { get; private set; }
    public string? NextHref { get; private set; }
    public ReportFilterChoices Choices => choices;
    public SavedFilterChips Saved => saved;
    public List<SelectListItem> Shares { get; private set; } = [];

    public bool IsNarrowed => Address.IsNarrowed;

    public bool ShowsMap => View == "map";

    /// <summary>The same list, with the map in its place or back.</summary>
    public string SwitchHref => QueryHelpers.AddQueryString(Address.ToString(), "view", ShowsMap ? "list" : "map");

    public string ClustersUrl => "/api/workbench/reports/map?" + Address.Query;

    /// <summary>812, or 1000+ where there are more than are counted.</summary>
    public string CountText => saved.TextOf(Count);

    public Task<IActionResult> OnGetAsync()
    {
        // A filter that says nothing (an address by hand) narrows nothing; it is no form to be corrected.
        ModelState.Clear();
        return ShowAsync();
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        Address = new ReportListAddress(State, Place, Category, Happening, From, To, Assignee, Unit, Due, Source, Supervised, Photos, Sort, Q, Hour, ClosedAt).Checked();
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        var filter = Address.ToFilter(user.PersonId);
        var refused = await ReadAsync(new ListReports(filter, After, Before, Address.Order), page =>
        {
            Table = new ReportTable(page.Items.Select(ReportTableRow.Of), map) { BulkForm = BulkBar.Form };
            NextHref = page.Next is { } next ? Address.With(after: next) : null;
            PreviousHref = page.Previous is { } previous ? Address.With(after: null, before: previous) : null;
        }) ?? await ReadAsync(new CountReports([filter]), counts => Count = counts[0]);
        if (refused is not null) return refused;
        Bulk = BulkBar.For(user, Address.Query, CountText);
        await saved.LoadAsync(Mediator, user, Address.Query, HttpContext.RequestAborted);
        Shares = await choices.SharesAsync(Mediator, user, chosen: null, HttpContext.RequestAborted);
        await choices.LoadAsync(Mediator, map, user, Address, HttpContext.RequestAborted);
        return null;
    }
}
