using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages;

/// <summary>What the forms that file a report have in common: its fields, its place, its photos.</summary>
public abstract class ReportFormPage(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads) : PortalPage(mediator)
{
    protected IPlaceDirectory Places { get; } = places;

    [BindProperty]
    public string? SubmissionKey { get; set; }

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

    [BindProperty]
    public string? CategoryCode { get; set; }

    [BindProperty]
    public string? Description { get; set; }

    [BindProperty]
    public bool KeepPrivate { get; set; }

    [BindProperty]
    public string? ContactName { get; set; }

    [BindProperty]
    public string? ContactPhone { get; set; }

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    public IReadOnlyList<MajorCategory> Categories { get; private set; } = [];
    public PlacePicker Picker { get; private set; } = null!;

    /// <summary>Places to choose from, when an address or a community was given instead of a point.</summary>
    public IReadOnlyList<Place> Choices { get; private set; } = [];

    /// <summary>Anchors the errors of the place picker, whose parts are several fields.</summary>
    public string? Place => PlaceChoice;

    /// <summary>Stores the photos and finds the place; what is wrong with either.</summary>
    protected async Task<List<ErrorOr.Error>> TakeAsync()
    {
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted);
        PhotoTickets = tickets;
        if (TakeChoice() || Latitude is not null) return errors;

        Choices = PlaceChoices.For(await Places.CurrentAsync(HttpContext.RequestAborted), CommunityCode, Address);
        if (Choices.Count > 0) errors.Add(Failure.Invalid("Report.PlaceChoose", nameof(Place)));
        else if (!string.IsNullOrWhiteSpace(Address)) errors.Add(Failure.Invalid("Report.PlaceUnclear", nameof(Place)));
        return errors;
    }

    protected FileGridReport Command(ReportSource source, string? solvedNote = null) => new(
        SubmissionKey ?? "", source, Latitude, Longitude, Address, CategoryCode, Description, uploads.Open(PhotoTickets), KeepPrivate, ContactName, ContactPhone, solvedNote);

    protected override async Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        var map = await Places.CurrentAsync(HttpContext.RequestAborted);
        var place = Latitude is { } latitude && Longitude is { } longitude ? map.At(latitude, longitude) : null;
        Picker = new PlacePicker(Communities(map))
        {
            Latitude = Latitude,
            Longitude = Longitude,
            PlaceCode = place?.MicroGridCode,
            CommunityCode = CommunityCode,
            Address = Address,
            PlacePath = place?.Path,
        };
        return await ReadAsync(new ListCategories(), categories => Categories = categories);
    }

    /// <summary>A draft's fields are the page's own; the address is one part of the place picker.</summary>
    protected override string FieldName(string property) => property.Split('.')[^1] is var field and not nameof(Address) ? field : nameof(Place);

    private bool TakeChoice()
    {
        if (PlaceChoices.Parse(PlaceChoice) is not { } chosen) return false;
        (Latitude, Longitude) = chosen;
        return true;
    }

    internal static IEnumerable<SelectListItem> Communities(PlaceMap map) =>
        from street in map.OfLevel(OrgLevel.Street)
        let streets = new SelectListGroup { Name = street.Name }
        from community in map.ChildrenOf(street.Code)
        select new SelectListItem(community.Name, community.Code) { Group = streets };
}
