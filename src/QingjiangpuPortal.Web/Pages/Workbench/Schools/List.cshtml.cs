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

    /// <summary>Of a divided community only that it is a part: which, the school's own page says.</summary>
    public string CatchmentOf(ManagedSchoolRow row) => string.Join(Words.ListSeparator, row.Areas.GroupBy(area => OrgCode.AncestorAt(area, OrgLevel.Community) ?? area).Select(community =>
        View.Primaries.TryGetValue(community.Key, out var primary) ? Words.GraduatesOf(primary)
        : Words.CatchmentOf(AreaName.Display(_map.Find(community.Key)?.Name ?? community.Key), isPart: !community.Contains(community.Key))));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (!Enum.IsDefined(Stage)) Stage = SchoolStage.Primary;
        _map = await places.CurrentAsync(HttpContext.RequestAborted);
        return await ReadAsync(new ListManagedSchools(Stage), view => View = view);
    }
}
