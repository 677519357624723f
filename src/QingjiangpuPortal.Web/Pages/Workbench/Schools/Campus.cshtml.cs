using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>校区 of a school: a new one without an id.</summary>
public sealed class CampusModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts) : PlacePage(mediator, places)
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty]
    public uint? Version { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The whole address; the picker's own finds the place.</summary>
    [BindProperty]
    public string? Door { get; set; }

    public ManagedSchool View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        if (View.Campuses.FirstOrDefault(c => c.Id == Id) is { } campus)
            (Name, Door, Latitude, Longitude) = (campus.Name, campus.Address, campus.Latitude, campus.Longitude);
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        if (await TakePlaceAsync() is { } left) return await ShowErrorsAsync([left]);
        return await SendAsync(new KeepCampus(Code, Version ?? 0, Id, Name, Door, Latitude, Longitude), _ => GoTo($"/workbench/schools/list/{Code}", texts["已保存"]));
    }

    public Task<IActionResult> OnPostRemoveAsync() => SendAsync(new RemoveCampus(Code, Version ?? 0, Id ?? Guid.Empty), _ => GoTo($"/workbench/schools/list/{Code}", texts["校区已撤销"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetManagedSchool(Code), view => View = view) is { } refused) return refused;
        if (Id is not null && View.Campuses.All(c => c.Id != Id)) return NotFound();
        Version ??= View.Version;
        await LoadPickerAsync();
        return null;
    }

    protected override string FieldName(string property) => property == nameof(KeepCampus.Address) ? nameof(Door) : property;

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }
}
