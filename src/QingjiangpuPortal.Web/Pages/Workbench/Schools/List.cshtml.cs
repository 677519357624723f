using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>学校 of a stage with group and catchment, and the communities that have none; for the bureau.</summary>
public sealed class ListModel(IMediator mediator, IPlaceDirectory places) : PortalPage(mediator)
{
    private PlaceMap _map = null!;

    [BindProperty(SupportsGet = true)]
    public SchoolStage Stage { get; set; } = SchoolStage.Primary;

    public ManagedSchools View { get; private set; } = null!;

    /// <summary>The communities in words.</summary>
    public IReadOnlyList<string> Gaps =>
        [.. View.Gaps.Select(gap => Words.CatchmentOf(AreaName.Display(_map.PathOf(gap.CommunityCode)), isPart: gap.IsPart))];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public string CatchmentOf(ManagedSchoolRow row) => string.Join(Words.ListSeparator, Words.CatchmentIn(_map, row.Areas, View.Primaries));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (!Enum.IsDefined(Stage)) Stage = SchoolStage.Primary;
        _map = await places.CurrentAsync(HttpContext.RequestAborted);
        return await ReadAsync(new ListManagedSchools(Stage), view => View = view);
    }
}
