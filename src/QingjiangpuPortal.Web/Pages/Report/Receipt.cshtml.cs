using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace QingjiangpuPortal.Web.Pages.Report;

/// <summary>The receipt: number and private link. Both come from the sealed cookie of the sending, never from the address.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ReceiptModel : PageModel
{
    internal const string Number = "ReceiptNumber";
    internal const string LinkToken = "ReceiptLinkToken";

    public string ReportNumber { get; private set; } = "";
    public string PrivateLink { get; private set; } = "";

    public IActionResult OnGet()
    {
        // Peek: the receipt is there again after a reload, until the next one.
        if (TempData.Peek(Number) is not string number || TempData.Peek(LinkToken) is not string token) return LocalRedirect("/report");
        ReportNumber = number;
        PrivateLink = $"{Request.Scheme}://{Request.Host}/my/r/{token}";
        return Page();
    }
}
