using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Web.Resources;
using QRCoder;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>开启手机验证器: the secret as a code to scan and in words, then its first code; the answer shows the recovery codes.</summary>
public sealed class AuthenticatorModel(IMediator mediator, IStringLocalizer<Texts> texts) : AccountPage(mediator)
{
    private string _secret = "";

    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public string GroupedSecret => string.Join(' ', _secret.Chunk(4).Select(group => new string(group)));

    /// <summary>As a picture in the page itself: the secret goes into no address and no cache.</summary>
    public string QrCode
    {
        get
        {
            var issuer = Uri.EscapeDataString(texts["清江浦民生门户"]);
            using var data = QRCodeGenerator.GenerateQrCode($"otpauth://totp/{issuer}?secret={_secret}&issuer={issuer}", QRCodeGenerator.ECCLevel.M);
            using var png = new PngByteQRCode(data);
            return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(6));
        }
    }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() => SendAsync(new ConfirmAuthenticator(Code), codes =>
    {
        RecoveryCodes = codes;
        return Page();
    });

    protected override async Task<IActionResult?> LoadAsync()
    {
        var refused = await ReadAsync(new GetPendingAuthenticator(), secret => _secret = secret);
        return refused is NotFoundResult ? LocalRedirect("/account/second-factors") : refused;
    }
}
