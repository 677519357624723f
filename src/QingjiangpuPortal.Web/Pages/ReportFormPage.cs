using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Pages.Shared;

namespace QingjiangpuPortal.Web.Pages;

/// <summary>What the forms that file a report have in common: its fields, its place, its photos.</summary>
public abstract class ReportFormPage(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads) : PlacePage(mediator, places)
{
    [BindProperty]
    public string? SubmissionKey { get; set; }

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

    /// <summary>Stores the photos and finds the place; what is wrong with either.</summary>
    protected async Task<List<ErrorOr.Error>> TakeAsync()
    {
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted);
        PhotoTickets = tickets;
        if (await TakePlaceAsync() is { } place) errors.Add(place);
        return errors;
    }

    protected FileGridReport Command(ReportSource source, string? solvedNote = null) => new(
        SubmissionKey ?? "", source, Latitude, Longitude, Address, CategoryCode, Description, uploads.Open(PhotoTickets), KeepPrivate, ContactName, ContactPhone, solvedNote);

    protected override async Task<IActionResult?> LoadAsync()
    {
        SubmissionKey = KeyOrFresh(SubmissionKey);
        await LoadPickerAsync();
        return await ReadAsync(new ListCategories(), categories => Categories = categories);
    }

    /// <summary>A draft's fields are the page's own; the address is one part of the place picker.</summary>
    protected override string FieldName(string property) => property.Split('.')[^1] is var field and not nameof(Address) ? field : nameof(Place);
}
