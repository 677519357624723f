using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Application.Places;

namespace QingjiangpuPortal.Web.Pages.Ledgers;

/// <summary>人口台账: people of the user's units. What somebody is looked up by is sent as a form, so that it stands in no address.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user) : LedgerPage(mediator)
{
    [BindProperty]
    public string? IdNumber { get; set; }

    /// <summary>Characters of a name, in any order.</summary>
    [BindProperty]
    public string? Named { get; set; }

    /// <summary>One of the user's units, or one right below.</summary>
    [BindProperty]
    public string? Unit { get; set; }

    [BindProperty]
    public string? After { get; set; }

    private Page<LedgerPersonRow>? _found;

    public Page<LedgerPersonRow> People { get; private set; } = new([], Next: null);

    public List<SelectListItem> Units { get; private set; } = [];

    public bool IsNarrowed => !string.IsNullOrEmpty(IdNumber) || !string.IsNullOrEmpty(Named) || !string.IsNullOrEmpty(Unit);

    public bool MayImport => user.May(Permission.ImportLedger);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>Looks up, and pages on.</summary>
    public async Task<IActionResult> OnPostFindAsync()
    {
        var found = await Mediator.Send(new SearchLedger(IdNumber, Named, Unit, After), HttpContext.RequestAborted);
        _found = found.IsError ? new([], Next: null) : found.Value;
        return found.IsError ? await ShowErrorsAsync(found.Errors) : await ShowAsync();
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (_found is { } found) People = found;
        else if (await ReadAsync(new SearchLedger(), page => People = page) is { } refused) return refused;
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        Units = [.. user.ScopeFor(Permission.ViewLedger).Units.SelectMany(unit => map.ChildrenOf(unit).Prepend(map.Find(unit)!))
            .Select(unit => new SelectListItem(unit.Name, unit.Code, unit.Code == Unit))];
        return await ReadNamesAsync(People.Items.SelectMany(p => new[] { p.HukouPlaceCode, p.HomePlaceCode }).OfType<string>());
    }
}
