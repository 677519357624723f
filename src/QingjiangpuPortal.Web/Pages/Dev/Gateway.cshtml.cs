using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Infrastructure.Payments;

namespace QingjiangpuPortal.Web.Pages.Dev;

/// <summary>
/// The demo's gateway: takes the signed order, asks the payer, and says what came of it by the same signed notice that a real one sends to
/// <c>/api/payments/notice</c>. In any other profile there is no such page.
/// </summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class GatewayModel(IMediator mediator, PortalSettings settings, PaymentGateway gateway, TimeProvider clock) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Payment { get; set; }

    /// <summary>In fen.</summary>
    [BindProperty(SupportsGet = true)]
    public long Amount { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Signature { get; set; }

    [BindProperty]
    public bool Pays { get; set; }

    private bool IsOrder => settings.Demo && gateway.IsOrder(Payment, Amount, Signature);

    public IActionResult OnGet() => IsOrder ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!IsOrder) return NotFound();
        // One number for one payment, however often the button is pressed: so a bank's is too.
        var notice = new PaymentNotice(Payment, Amount, Pays, $"DEMO{Payment:N}", clock.GetUtcNow());
        return await SendAsync(new TakePaymentNotice(notice, gateway.Sign(notice)), _ => LocalRedirect($"/my/insurance/payments/{Payment}"));
    }
}
