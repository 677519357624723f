using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages.Insurance;

/// <summary>附近的服务点: those that offer an item, the nearest first once a place is chosen.</summary>
public sealed class PointsModel(IMediator mediator, IPlaceDirectory places) : PlacePage(mediator, places)
{
    [BindProperty(SupportsGet = true)]
    public ServiceItems Item { get; set; }

    public InsuranceRules Rules { get; private set; } = null!;
    public IReadOnlyList<ServicePointRow> Points { get; private set; } = [];
    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>Sent and not linked, because where somebody is must not stand in any log.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (await TakePlaceAsync() is { } left) return await ShowErrorsAsync([left]);
        if (Latitude is not null && await PlaceOfPointAsync() is null)
        {
            (Latitude, Longitude) = (null, null);
            return await ShowErrorsAsync([Failure.Invalid("Report.PlaceOutside", nameof(Place))]);
        }
        return await ShowAsync();
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        await LoadPickerAsync();
        var place = await PlaceOfPointAsync();
        return await ReadAsync(new GetInsuranceRules(), rules => Rules = rules)
            ?? await ReadAsync(new FindServicePoints(Item, place?.Latitude, place?.Longitude), points => Points = points);
    }
}
