using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Visits;

/// <summary>One visit on a carer's phone: accept, check in at the door, check out with a photo.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DetailsModel(IMediator mediator, PhotoUploads uploads, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public double? Latitude { get; set; }

    [BindProperty]
    public double? Longitude { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    public VisitView Visit { get; private set; } = null!;
    public ServiceOrderStatus Status => Visit.Order.Status;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAcceptAsync() => SendAsync(new AcceptServiceOrder(Id, Version), _ => GoTo($"/workbench/visits/{Id}", texts["已接单"]));

    public Task<IActionResult> OnPostDeclineAsync() => SendAsync(new DeclineServiceOrder(Id, Version), _ => GoTo("/workbench/visits", texts["已婉拒，街道会另派"]));

    public Task<IActionResult> OnPostCheckInAsync() => SendAsync(new CheckInVisit(Id, Latitude, Longitude), _ => GoTo($"/workbench/visits/{Id}", texts["已签到，开始服务"]));

    public async Task<IActionResult> OnPostCheckOutAsync()
    {
        // Whose visit it is not stores no picture either.
        if (await LoadAsync() is { } refused) return refused;
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted);
        PhotoTickets = tickets;
        return errors.Count > 0
            ? await ShowErrorsAsync(errors)
            : await SendAsync(new CheckOutVisit(Id, Note, uploads.Open(tickets)), _ => GoTo("/workbench/visits", texts["已签退，辛苦了"]));
    }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetVisit(Id), visit => Visit = visit);
}
