using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Web.Pages.Schools;

/// <summary>A school: where it is, whom it takes, how many.</summary>
public sealed class SchoolModel(IMediator mediator, IPlaceDirectory places) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    public SchoolView View { get; private set; } = null!;

    /// <summary>The areas in words: a whole community by its name, of a divided one how many micro-grids.</summary>
    public IReadOnlyList<string> Catchment { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetSchool(Code), view => View = view) is { } refused) return refused;
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        Catchment = [.. View.CatchmentAreas.GroupBy(area => OrgCode.AncestorAt(area, OrgLevel.Community)!).Select(community =>
            Words.CatchmentOf(AreaName.Display(map.PathOf(community.Key)), community.Contains(community.Key) ? [] : [.. community.Select(area => map.Find(area)?.Name ?? area)]))];
        return null;
    }
}
