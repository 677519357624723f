using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Accounts;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>确认是您本人: before a second factor or a first password is changed; then back to where it was asked for.</summary>
public sealed class ConfirmModel(IMediator mediator) : AccountPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    [BindProperty]
    public string? Proof { get; set; }

    public bool CanConfirm { get; private set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new ConfirmItIsMe(Proof), _ => GoTo(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/account"));

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new GetMyAccount(), account => CanConfirm = account.HasPassword)
        ?? await ReadAsync(new GetMySecondFactors(), factors => CanConfirm |= factors.AppSince is not null);
}
