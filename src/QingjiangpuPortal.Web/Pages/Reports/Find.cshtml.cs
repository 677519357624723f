using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Web.Pages.Reports;

/// <summary>查办理进度: leads from a number to its report. What is private and what does not exist get the same answer.</summary>
public sealed class FindModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? Number { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!Request.Query.ContainsKey("number")) return Page();
        if (string.IsNullOrWhiteSpace(Number)) return await AskAgainAsync("Number.Missing");
        if (!ReportNumber.TryParse(Number, out _)) return await AskAgainAsync("Number.Wrong");
        var address = "";
        return await ReadAsync(new GetPublicReport(Number), report => address = $"/reports/{report.Number}") is null
            ? GoTo(address)
            : await AskAgainAsync("Number.NotPublic");
    }

    private Task<IActionResult> AskAgainAsync(string code) => ShowErrorsAsync([Failure.Invalid(code, nameof(Number))]);
}
