using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.Volunteers;
using QingjiangpuPortal.Domain.Volunteers;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Tasks;

/// <summary>One task on a volunteer's phone: accept or decline, say that one is there, say what was done.</summary>
public sealed class DetailsModel(IMediator mediator, IPlaceDirectory places, PhotoUploads uploads, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Done { get; set; }

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    public MyTask Task { get; private set; } = null!;
    public string PlacePath { get; private set; } = "";

    /// <summary>The form of declining was sent and came back: it stays open.</summary>
    public bool IsDeclining { get; private set; }

    public bool MayAccept => Task is { IsNeeded: true, State: VolunteerState.Asked };
    public bool MayArrive => Task is { IsNeeded: true, State: VolunteerState.Accepted };
    public bool MayFinish => Task is { IsNeeded: true, State: VolunteerState.Accepted or VolunteerState.Arrived };
    public bool MayDecline => Task is { IsNeeded: true, State: VolunteerState.Asked or VolunteerState.Accepted };

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAcceptAsync() => DoAsync(new AcceptTask(Id, Version), texts["已接单，谢谢您"]);

    public Task<IActionResult> OnPostArriveAsync() => DoAsync(new ArriveAtTask(Id, Version), texts["已记下您到场了"]);

    public Task<IActionResult> OnPostDeclineAsync()
    {
        IsDeclining = true;
        return DoAsync(new DeclineTask(Id, Version, Reason), texts["已告诉派单的人"]);
    }

    public async Task<IActionResult> OnPostFinishAsync()
    {
        // Whose task it is not stores no picture either.
        if (await LoadAsync() is { } refused) return refused;
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted);
        PhotoTickets = tickets;
        return errors.Count > 0 ? await ShowErrorsAsync(errors) : await DoAsync(new FinishTask(Id, Version, Done, uploads.Open(tickets)), texts["辛苦了，已告诉派单的人"]);
    }

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetMyTask(Id), task => Task = task) is { } refused) return refused;
        if (Task.About is { } about) PlacePath = (await places.CurrentAsync(HttpContext.RequestAborted)).PathOf(about.PlaceCode);
        return null;
    }

    protected override string FieldName(string property) => property == "Reason" && !IsDeclining ? nameof(Done) : property;

    private Task<IActionResult> DoAsync(ITaskCommand command, string notice) => SendAsync(command, _ => GoTo($"/tasks/{Id}", notice));
}
