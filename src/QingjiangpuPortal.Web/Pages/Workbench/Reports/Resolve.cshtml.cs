using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Pages.Shared;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>办结: the outcome, what was done, and photos of it.</summary>
public sealed class ResolveModel(IMediator mediator, PhotoUploads uploads, IStringLocalizer<Texts> texts)
    : TemplatedVerbPage(mediator, texts, GridReportVerb.Resolve)
{
    [BindProperty]
    public ReportOutcome? Outcome { get; set; }

    [BindProperty]
    public List<IFormFile> Photos { get; set; } = [];

    [BindProperty]
    public List<string> PhotoTickets { get; set; } = [];

    /// <summary>Of a dispute only.</summary>
    [BindProperty]
    public bool? Succeeded { get; set; }

    [BindProperty]
    public MediationMethod? Method { get; set; }

    public bool IsDispute => ReportCategory.IsDispute(Report.CategoryCode);

    public override bool TakesPhotos => true;

    protected override async Task KeepTypedAsync() =>
        (PhotoTickets, _) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync()
    {
        var (tickets, errors) = await uploads.TakeAsync(Mediator, Photos, PhotoTickets, HttpContext.RequestAborted);
        PhotoTickets = tickets;
        return errors.Count > 0 ? await ShowErrorsAsync(errors) : await DoAsync(new ResolveGridReport(Id, Version, Outcome, Note, uploads.Open(tickets), Succeeded, Method));
    }
}
