using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>新建学校, for the bureau.</summary>
public sealed class NewSchoolModel(IMediator mediator, IPlaceDirectory places, IStringLocalizer<Texts> texts) : SchoolFormPage(mediator, places)
{
    [BindProperty]
    public SchoolStage? Stage { get; set; }

    /// <summary>As typed, to be shown again where it is no number.</summary>
    [BindProperty]
    public string? Number { get; set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await LoadAsync() is { } refused) return refused;
        // What is no number is missing; the binder's own sentence would be English.
        ModelState.Remove(nameof(Offered));
        if (await TakePlaceAsync() is { } left) return await ShowErrorsAsync([left]);
        return await SendAsync(new AddSchool(Stage, NumberOf(Number), Form), code => GoTo($"/workbench/schools/list/{code}", texts["学校已建好；请划施教区，再请安全管理员设报名审核的人"]));
    }

    /// <summary>No number is one that cannot be given.</summary>
    private static int? NumberOf(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
