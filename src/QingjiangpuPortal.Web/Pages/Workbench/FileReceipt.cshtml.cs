using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QingjiangpuPortal.Web.Pages.Report;
using QRCoder;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>The receipt to hand to the resident. It comes from the sealed cookie of the filing, never from the address.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class FileReceiptModel : PageModel
{
    public string Number { get; private set; } = "";
    public string PrivateLink { get; private set; } = "";

    /// <summary>The link for a phone's camera, as a picture in the page itself: it goes into no address and no cache.</summary>
    public string QrCode
    {
        get
        {
            using var data = QRCodeGenerator.GenerateQrCode(PrivateLink, QRCodeGenerator.ECCLevel.M);
            using var png = new PngByteQRCode(data);
            return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(6));
        }
    }

    public IActionResult OnGet()
    {
        if (TempData.Peek(ReceiptModel.Number) is not string number || TempData.Peek(ReceiptModel.LinkToken) is not string token)
            return LocalRedirect("/workbench/file");
        (Number, PrivateLink) = (number, $"{Request.Scheme}://{Request.Host}/my/r/{token}");
        return Page();
    }
}
