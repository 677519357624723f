using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>退单, with the reason for colleagues.</summary>
public sealed class ReturnModel(IMediator mediator, IStringLocalizer<Texts> texts) : TemplatedVerbPage(mediator, texts, GridReportVerb.Return)
{
    public Task<IActionResult> OnPostAsync() => DoAsync(new ReturnGridReport(Id, Version, Note));
}
