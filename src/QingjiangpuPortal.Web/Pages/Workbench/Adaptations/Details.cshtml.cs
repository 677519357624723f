using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Adaptations;

/// <summary>One home for its builder: where it is, what is put in, and that it is done, with photos.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DetailsModel(IMediator mediator, PhotoUploads uploads, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public uint Version { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    public AdaptationJob Job { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        // Whose works they are not stores no picture either.
        if (await LoadAsync() is { } refused) return refused;
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted, areSealed: true);
        PhotoTickets = tickets;
        return errors.Count > 0
            ? await ShowErrorsAsync(errors)
            : await SendAsync(new FinishAdaptation(Id, Version, Note, uploads.Open(tickets)), _ => GoTo("/workbench/visits", texts["已报完工，等街道验收"]));
    }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetAdaptation(Id), job => Job = job);
}
