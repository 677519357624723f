using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Web.Pages;

/// <summary>三官一律 of a community for everybody: names and offices, no numbers.</summary>
public sealed class LegalAidModel(IMediator mediator, IPlaceDirectory places) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Community { get; set; }

    public IReadOnlyList<SelectListItem> Communities { get; private set; } = [];
    public string? CommunityName { get; private set; }
    public IReadOnlyList<PublicLegalAidRow> Members { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync()
    {
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        Communities = [.. PlacePage.Communities(map)];
        CommunityName = map.Find(Community) is { Level: OrgLevel.Community } community ? community.Name : null;
        return CommunityName is null ? null : await ReadAsync(new GetLegalAid(Community), rows => Members = rows);
    }
}
