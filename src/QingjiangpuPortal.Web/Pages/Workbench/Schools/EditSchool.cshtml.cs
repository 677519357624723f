using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>更新学校信息, for the bureau.</summary>
public sealed class EditSchoolModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts) : SchoolFormPage(mediator, places)
{
    [BindProperty(SupportsGet = true)]
    public string Code { get; set; } = "";

    [BindProperty]
    public uint? Version { get; set; }

    public ManagedSchool View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        var school = View.School;
        (Name, IsPrivate, GroupName, Door, Phone, Offered) = (school.Name, school.IsPrivate, school.GroupName, school.Address, school.Phone, school.Places);
        (Latitude, Longitude) = (school.Latitude, school.Longitude);
        return await ShowAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        // What is no number is missing; the binder's own sentence would be English.
        ModelState.Remove(nameof(Offered));
        if (await TakePlaceAsync() is { } left) return await ShowErrorsAsync([left]);
        return await SendAsync(new ChangeSchool(Code, Version ?? 0, Form), _ => GoTo($"/workbench/schools/list/{Code}", texts["已保存"]));
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetManagedSchool(Code), view => View = view) is { } refused) return refused;
        FixedStage = View.School.Stage;
        Version ??= View.Version;
        return await base.LoadAsync();
    }

    protected override Task OnConflictAsync()
    {
        Version = null;
        ModelState.Remove(nameof(Version));
        return Task.CompletedTask;
    }
}
