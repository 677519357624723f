using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Web.Pages.Schools;

/// <summary>入学: what is going on, and the list of schools.</summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public SchoolStage Stage { get; set; } = SchoolStage.Primary;

    [BindProperty(SupportsGet = true)]
    public string? Street { get; set; }

    public IReadOnlyList<RoundRow> Rounds { get; private set; } = [];
    public IReadOnlyList<PlaceUnit> Streets { get; private set; } = [];
    public IReadOnlyList<SchoolRow> Schools { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync()
    {
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        Streets = [.. map.OfLevel(OrgLevel.Street)];
        if (map.Find(Street) is not { Level: OrgLevel.Street }) Street = null;
        return await ReadAsync(new ListRounds(), rounds => Rounds = rounds)
            ?? await ReadAsync(new ListSchools(Stage, Street), schools => Schools = schools);
    }
}
