using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>核查不通过, with what is still wrong.</summary>
public sealed class FailVerificationModel(IMediator mediator, IStringLocalizer<Texts> texts) : ReportVerbPage(mediator, texts, GridReportVerb.FailVerification)
{
    public Task<IActionResult> OnPostAsync() => DoAsync(new Application.GridReports.FailVerification(Id, Version, Note));
}
