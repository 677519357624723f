using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages.Insurance;

/// <summary>附近的服务点: those that offer an item, the nearest first once a place is chosen.</summary>
public sealed class PointsModel(IMediator mediator, IPlaceDirectory places) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public ServiceItems Item { get; set; }

    [BindProperty]
    public double? Latitude { get; set; }

    [BindProperty]
    public double? Longitude { get; set; }

    [BindProperty]
    public string? CommunityCode { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    [BindProperty]
    public string? PlaceChoice { get; set; }

    public InsuranceRules Rules { get; private set; } = null!;
    public IReadOnlyList<ServicePointRow> Points { get; private set; } = [];
    public PlaceQuestion PlaceQuestion { get; private set; } = null!;
    public string? PlacePath { get; private set; }

    /// <summary>Anchors the errors of the place picker, whose parts are several fields.</summary>
    public string? Place => PlaceChoice;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    /// <summary>Sent and not linked, because where somebody is must not stand in any log.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (PlaceChoices.Parse(PlaceChoice) is { } chosen) (Latitude, Longitude) = chosen;
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        if (Latitude is { } latitude && map.At(latitude, Longitude ?? double.NaN) is null)
        {
            (Latitude, Longitude) = (null, null);
            return await ShowErrorsAsync([Failure.Invalid("Report.PlaceOutside", nameof(Place))]);
        }
        if (Latitude is not null || (CommunityCode is null && string.IsNullOrWhiteSpace(Address))) return await ShowAsync();
        var choices = PlaceChoices.For(map, CommunityCode, Address);
        // One place is what was meant.
        if (choices is [var only]) (Latitude, Longitude) = (only.Latitude, only.Longitude);
        else if (choices.Count == 0 && string.IsNullOrWhiteSpace(Address)) return await ShowAsync();
        else return await ShowErrorsAsync([Failure.Invalid(choices.Count > 0 ? "Report.PlaceChoose" : "Report.PlaceUnclear", nameof(Place))]);
        return await ShowAsync();
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        var map = await places.CurrentAsync(HttpContext.RequestAborted);
        var place = Latitude is { } latitude && Longitude is { } longitude ? map.At(latitude, longitude) : null;
        PlacePath = place?.Path;
        PlaceQuestion = new(
            new PlacePicker(ReportFormPage.Communities(map)) { Latitude = place?.Latitude, Longitude = place?.Longitude, PlaceCode = place?.MicroGridCode, CommunityCode = CommunityCode, Address = Address, PlacePath = PlacePath },
            place is null ? PlaceChoices.For(map, CommunityCode, Address) : []);
        return await ReadAsync(new GetInsuranceRules(), rules => Rules = rules)
            ?? await ReadAsync(new FindServicePoints(Item, place?.Latitude, place?.Longitude), points => Points = points);
    }
}
