using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QingjiangpuPortal.Web.Pages.Report;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>The receipt to hand to the resident. It comes from the sealed cookie of the filing, never from the address.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FileReceiptModel : PageModel
{
    public string Number { get; private set; } = "";
    public string PrivateLink { get; private set; } = "";

    public IActionResult OnGet()
    {
        if (TempData.Peek(ReceiptModel.Number) is not string number || TempData.Peek(ReceiptModel.LinkToken) is not string token)
            return LocalRedirect("/workbench/file");
        (Number, PrivateLink) = (number, $"{Request.Scheme}://{Request.Host}/my/r/{token}");
        return Page();
    }
}
