using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Web.Pages.Workbench.Reports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Desk;

/// <summary>常用筛选: the user's own, to be changed and removed, and those that colleagues share.</summary>
public sealed class FiltersModel(IMediator mediator, ICurrentUser user, ReportFilterChoices choices, IStringLocalizer<Texts> texts) : UnitNamesPage(mediator)
{
    [BindProperty]
    public Guid? FilterId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Query { get; set; }

    [BindProperty]
    public string? Share { get; set; }

    public IReadOnlyList<SavedFilterRow> Filters { get; private set; } = [];
    private List<SelectListItem> _shares = [];

    public static string AddressOf(SavedFilterRow filter) => ReportListAddress.Parse(filter.Query).ToString();

    public List<SelectListItem> SharesOf(SavedFilterRow filter) => [.. _shares.Select(s => new SelectListItem(s.Text, s.Value, s.Value == filter.SharedUnitCode))];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>Only what the list can read is kept, as the list would write it.</summary>
    public Task<IActionResult> OnPostSaveAsync() =>
        SendAsync(new SaveFilter(FilterId, Name, ReportListAddress.Parse(Query).Query, string.IsNullOrEmpty(Share) ? null : Share),
            _ => GoTo(FilterId is null ? ReportListAddress.Parse(Query).ToString() : "/workbench/filters", texts["筛选已保存"]));

    public Task<IActionResult> OnPostRemoveAsync() =>
        SendAsync(new RemoveFilter(FilterId ?? Guid.Empty), _ => GoTo("/workbench/filters", texts["筛选已删除"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new ListSavedFilters(), rows => Filters = rows) is { } refused) return refused;
        _shares = await choices.SharesAsync(Mediator, user, chosen: null, HttpContext.RequestAborted);
        return await ReadNamesAsync(Filters.Select(f => f.SharedUnitCode).OfType<string>());
    }
}
