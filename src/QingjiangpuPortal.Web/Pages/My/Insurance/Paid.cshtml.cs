using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.SocialInsurance;

namespace QingjiangpuPortal.Web.Pages.My.Insurance;

/// <summary>What came of a payment: the gateway sends its payers back here.</summary>
public sealed class PaidModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public PaymentView Payment { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetMyPayment(Id), payment => Payment = payment);
}
