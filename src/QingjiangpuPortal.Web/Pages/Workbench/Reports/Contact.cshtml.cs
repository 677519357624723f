using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Reports;

/// <summary>
/// 联系报告人: the timeline notes who asked, then the number shows once, on the answer to the form: it is kept nowhere and
/// stands in no address.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ContactModel(IMediator mediator, IStringLocalizer<Texts> texts) : ReportVerbPage(mediator, texts, GridReportVerb.Contact)
{
    public ReporterContact? Contact { get; private set; }

    public async Task<IActionResult> OnPostAsync()
    {
        var answer = await SendAsync(new ContactReporter(Id, Version, Note), contact =>
        {
            Contact = contact;
            return Page();
        });
        return Contact is null ? answer : await ShowAsync();
    }
}
