using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Application.Places;

namespace QingjiangpuPortal.Web.Pages.Workbench.LegalAid;

/// <summary>三官一律 of the communities that one's posts cover.</summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places, ICurrentUser user) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Community { get; set; }

    public IReadOnlyList<SelectListItem> Communities { get; private set; } = [];
    public string CommunityName { get; private set; } = "";
    public IReadOnlyList<LegalAidRow> Roster { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync()
    {
        var scope = user.ScopeFor(Permission.ManageLegalAid);
        if (scope.IsEmpty) return StatusCode(StatusCodes.Status403Forbidden);
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        Communities = [.. PlacePage.Communities(map).Where(c => scope.Covers(c.Value))];
        if (Communities.Count == 0) return NotFound();
        Community ??= Communities[0].Value;
        CommunityName = map.Find(Community)?.Name ?? "";
        return await ReadAsync(new GetLegalAidRoster(Community), rows => Roster = rows);
    }
}
