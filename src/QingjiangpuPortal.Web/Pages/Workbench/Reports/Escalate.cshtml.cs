using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>上报 to the unit one level up.</summary>
public sealed class EscalateModel(IMediator mediator, IStringLocalizer<Texts> texts) : ReportVerbPage(mediator, texts, GridReportVerb.Escalate)
{
    public Task<IActionResult> OnPostAsync() => DoAsync(new EscalateGridReport(Id, Version, Note));
}
