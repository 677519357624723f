using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SchoolEnrollment;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Web.Pages.Schools;

/// <summary>查我家的学校: by place, for anybody. The place is sent in a form, so that no address of a home stands in a log.</summary>
public sealed class FindModel(IMediator mediator, IPlaceDirectory places) : PlacePage(mediator, places)
{
    public Place? Found { get; private set; }
    public IReadOnlyList<SchoolRow> Schools { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await TakePlaceAsync() is { } left) return await ShowErrorsAsync([left]);
        Found = await PlaceOfPointAsync();
        if (Found is null) return await ShowErrorsAsync([Failure.Invalid(Latitude is null ? "Enrollment.PlaceMissing" : "Report.PlaceOutside", nameof(Place))]);
        return await ReadAsync(new FindMySchools(Found.MicroGridCode), schools => Schools = schools) ?? await ShowAsync();
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        await LoadPickerAsync();
        return null;
    }
}
