using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>督办, by an officer who presses for it.</summary>
public sealed class SuperviseModel(IMediator mediator, IStringLocalizer<Texts> texts) : ReportVerbPage(mediator, texts, GridReportVerb.Supervise)
{
    public Task<IActionResult> OnPostAsync() => DoAsync(new SuperviseGridReport(Id, Version, Note));
}
