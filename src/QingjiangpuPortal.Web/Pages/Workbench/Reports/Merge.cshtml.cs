using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>并案 into a primary report.</summary>
public sealed class MergeModel(IMediator mediator, IStringLocalizer<Texts> texts) : ReportVerbPage(mediator, texts, GridReportVerb.Merge)
{
    /// <summary>The primary report's number.</summary>
    [BindProperty]
    public string? Primary { get; set; }

    public Task<IActionResult> OnPostAsync() => DoAsync(new MergeGridReport(Id, Version, Primary, Note));
}
