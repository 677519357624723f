using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>下派 to the unit one level down.</summary>
public sealed class DelegateModel(IMediator mediator, IStringLocalizer<Texts> texts) : ReportVerbPage(mediator, texts, GridReportVerb.Delegate)
{
    public Task<IActionResult> OnPostAsync() => DoAsync(new DelegateGridReport(Id, Version, Note));
}
