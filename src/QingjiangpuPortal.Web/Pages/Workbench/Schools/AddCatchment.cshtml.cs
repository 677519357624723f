using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>划入施教区: an area by its name or code, of a junior middle school also a primary school, from a day on.</summary>
public sealed class AddCatchmentModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    private const int MostFound = 30;

    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? Search { get; set; }

    [BindProperty]
    public uint? Version { get; set; }

    [BindProperty]
    public string? AreaCode { get; set; }

    [BindProperty]
    public DateOnly? Day { get; set; }

    public ManagedSchool View { get; private set; } = null!;

    /// <summary>What the words lead to, each with its street.</summary>
    public IReadOnlyList<(string Code, string Name)> Found { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => HasUnreadableDay ? ShowUnreadableDaysAsync() :
        SendAsync(new AddCatchment(Code, Version ?? 0, AreaCode, Day), _ => GoTo($"/workbench/schools/list/{Code}", texts["已划入"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetManagedSchool(Code), view => View = view) is { } refused) return refused;
        Version ??= View.Version;
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        Found = [.. map.AreasNamed(Search, MostFound).Select(area => (area.Code, AreaName.Display(map.PathOf(area.Code))))];
        return null;
    }

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }
}
