using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>受理: one tap from the report; as a page it takes a note.</summary>
public sealed class AcceptModel(IMediator mediator, IStringLocalizer<Texts> texts) : ReportVerbPage(mediator, texts, GridReportVerb.Accept)
{
    public Task<IActionResult> OnPostAsync() => DoAsync(new AcceptGridReport(Id, Version, Note));
}
