using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>One school as the bureau keeps it: its facts, campuses, catchments with their days, and its end.</summary>
public sealed class ManageModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    private PlaceMap _map = null!;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public uint? Version { get; set; }

    /// <summary>The part of the catchment that ends.</summary>
    [BindProperty]
    public Guid? Area { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    [BindProperty]
    public DateOnly? ClosingDay { get; set; }

    public ManagedSchool View { get; private set; } = null!;

    /// <summary>The form of closing was sent and came back: it stays open.</summary>
    public bool IsClosing { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostEndAsync() => HasUnreadableDay ? ShowUnreadableDaysAsync() :
        SendAsync(new EndCatchment(Code, Version ?? 0, Area ?? Guid.Empty, Day), _ => GoTo($"/workbench/schools/list/{Code}", texts["已划出"]));

    public Task<IActionResult> OnPostCloseAsync()
    {
        IsClosing = true;
        return HasUnreadableDay ? ShowUnreadableDaysAsync() : SendAsync(new CloseSchool(Code, Version ?? 0, ClosingDay), _ => GoTo($"/workbench/schools/list/{Code}", texts["停办的日子已定"]));
    }

    public string NameOf(CatchmentRow area) => area.Primary is { } primary ? Words.GraduatesOf(primary) : AreaName.Display(_map.PathOf(area.AreaCode));

    protected override async Task<IActionResult?> LoadAsync()
    {
        _map = await places.CurrentAsync(HttpContext.RequestAborted);
        if (await ReadAsync(new GetManagedSchool(Code), view => View = view) is { } refused) return refused;
        Version ??= View.Version;
        return null;
    }

    protected override string FieldName(string property) => IsClosing && property == nameof(CloseSchool.Day) ? nameof(ClosingDay) : property;

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }
}
