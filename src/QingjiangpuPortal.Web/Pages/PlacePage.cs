using System.Globalization;
using ErrorOr;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages;

/// <summary>A form with a place picker: by pin, position or search with a script; by words or a community, and a choice among places, without one.</summary>
public abstract class PlacePage(IMediator mediator, IPlaceDirectory places) : PortalPage(mediator)
{
    protected IPlaceDirectory Places { get; } = places;

    [BindProperty]
    public double? Latitude { get; set; }

    [BindProperty]
    public double? Longitude { get; set; }

    [BindProperty]
    public string? CommunityCode { get; set; }

    [BindProperty]
    public string? Address { get; set; }

    /// <summary>One of the places that were offered: <c>latitude,longitude</c>.</summary>
    [BindProperty]
    public string? PlaceChoice { get; set; }

    public PlacePicker Picker { get; private set; } = null!;

    /// <summary>Places to choose from, when an address or a community was given instead of a point.</summary>
    public IReadOnlyList<Place> Choices { get; private set; } = [];

    /// <summary>Anchors the errors of the place picker, whose parts are several fields.</summary>
    public string? Place => PlaceChoice;

    public static string ChoiceOf(Place place) => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude:F6},{place.Longitude:F6}");

    /// <summary>Takes the point, or finds places to choose from.</summary>
    /// <returns>What is left to be done about the place.</returns>
    protected async Task<Error?> TakePlaceAsync()
    {
        if (TakeChoice() || Latitude is not null) return null;

        // Without a script there is no point: what was written or chosen leads to places to choose from.
        var map = await Places.CurrentAsync(HttpContext.RequestAborted);
        var community = map.Find(CommunityCode);
        Choices = community is { Level: OrgLevel.Community }
            ? [.. map.ChildrenOf(community.Code).SelectMany(grid => map.ChildrenOf(grid.Code)).Select(unit => map.AtUnit(unit.Code)).OfType<Place>()]
            : map.Search(Address);
        if (Choices.Count > 0) return Failure.Invalid("Report.PlaceChoose", nameof(Place));
        return string.IsNullOrWhiteSpace(Address) ? null : Failure.Invalid("Report.PlaceUnclear", nameof(Place));
    }

    /// <summary>The place that was taken; <c>null</c> where there is none, or none of ours.</summary>
    protected async Task<Place?> PlaceOfPointAsync()
    {
        var map = await Places.CurrentAsync(HttpContext.RequestAborted);
        return Latitude is { } latitude && Longitude is { } longitude ? map.At(latitude, longitude) : null;
    }

    protected async Task LoadPickerAsync()
    {
        var place = await PlaceOfPointAsync();
        Picker = new PlacePicker(Communities(await Places.CurrentAsync(HttpContext.RequestAborted)))
        {
            Latitude = Latitude,
            Longitude = Longitude,
            PlaceCode = place?.MicroGridCode,
            CommunityCode = CommunityCode,
            Address = Address,
            PlacePath = place?.Path,
        };
    }

    private bool TakeChoice()
    {
        if (PlaceChoice?.Split(',') is not [var latitude, var longitude]
            || !double.TryParse(latitude, CultureInfo.InvariantCulture, out var lat) || !double.TryParse(longitude, CultureInfo.InvariantCulture, out var lng))
            return false;
        (Latitude, Longitude) = (lat, lng);
        return true;
    }

    internal static IEnumerable<SelectListItem> Communities(PlaceMap map) =>
        from street in map.OfLevel(OrgLevel.Street)
        let streets = new SelectListGroup { Name = street.Name }
        from community in map.ChildrenOf(street.Code)
        select new SelectListItem(community.Name, community.Code) { Group = streets };
}
