using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Facilities;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Web.Pages;

/// <summary>Where people are received, as a list and on the map.</summary>
public sealed class StationsModel(IMediator mediator, IPlaceDirectory places) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Street { get; set; }

    public IReadOnlyList<PlaceUnit> Streets { get; private set; } = [];
    public IReadOnlyList<FacilityRow> Facilities { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync()
    {
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        Streets = [.. map.OfLevel(OrgLevel.Street)];
        if (map.Find(Street) is not { Level: OrgLevel.Street }) Street = null;
        return await ReadAsync(new ListFacilities(StreetCode: Street), rows => Facilities = rows);
    }
}
