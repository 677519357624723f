using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>联系报告人: asks why; then the report's page shows the number to whoever asked, for a limited time.</summary>
public sealed class ContactModel(IMediator mediator, IStringLocalizer<Texts> texts) : ReportVerbPage(mediator, texts, GridReportVerb.Contact)
{
    [BindProperty]
    public RevealPurpose? Purpose { get; set; }

    /// <summary>The number itself says that it worked.</summary>
    public Task<IActionResult> OnPostAsync() => SendAsync(new ContactReporter(Id, Version, Purpose, Note), _ => GoTo(ReportAddress));
}
