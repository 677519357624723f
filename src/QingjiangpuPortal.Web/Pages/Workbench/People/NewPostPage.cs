using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Web.Pages.Workbench.People;

/// <summary>
/// A page that gives a post: first the kind and a search for the unit (in the address, it works without a script), then the
/// form with the units found.
/// </summary>
public abstract class NewPostPage(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public PostKind? Kind { get; set; }

    /// <summary>What was looked for: a part of the unit's name, or the beginning of its code.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty]
    public string? UnitCode { get; set; }

    [BindProperty]
    public DateOnly? FirstDay { get; set; }

    [BindProperty]
    public DateOnly? LastDay { get; set; }

    public IReadOnlyList<UnitRow> Units { get; private set; } = [];

    public IEnumerable<SelectListItem> Kinds => Enum.GetValues<PostKind>().Select(kind => new SelectListItem(Words.Of(kind), kind.ToString(), kind == Kind));

    public Task<IActionResult> OnGetAsync()
    {
        // A kind that does not exist is no kind.
        ModelState.Clear();
        return ShowAsync();
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        // Without a kind nothing is searched, but who may not give posts is refused all the same.
        var kind = Kind is { } chosen && Enum.IsDefined(chosen) ? chosen : PostKind.DistrictOfficer;
        var refused = await ReadAsync(new FindUnits(kind, Search), units => Units = Kind is null ? [] : units);
        if (Units.Count == 1) UnitCode ??= Units[0].Code;
        return refused;
    }
}
