using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>不予受理, with what the reporter is told.</summary>
public sealed class RejectModel(IMediator mediator, IStringLocalizer<Texts> texts) : TemplatedVerbPage(mediator, texts, GridReportVerb.Reject)
{
    public Task<IActionResult> OnPostAsync() => DoAsync(new RejectGridReport(Id, Version, Note));
}
