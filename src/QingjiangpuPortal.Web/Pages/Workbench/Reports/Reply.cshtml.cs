using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>官方答复 to the reporter, and to the public where the report is.</summary>
public sealed class ReplyModel(IMediator mediator, IStringLocalizer<Texts> texts) : TemplatedVerbPage(mediator, texts, GridReportVerb.Reply)
{
    public Task<IActionResult> OnPostAsync() => DoAsync(new ReplyToReporter(Id, Version, Note));
}
