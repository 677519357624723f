using ErrorOr;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>A page of one's own account: what changes how one signs in asks first for a fresh proof of who sits there.</summary>
[Authorize]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public abstract class AccountPage(IMediator mediator) : PortalPage(mediator)
{
    /// <summary>Like <see cref="PortalPage.SendAsync{T}"/>; where the proof is too old it leads to the confirmation and back here.</summary>
    protected async Task<IActionResult> SendConfirmedAsync<T>(ICommand<T> command, Func<T, Task<IActionResult>> onSuccess)
    {
        var result = await Mediator.Send(command, HttpContext.RequestAborted);
        if (!result.IsError) return await onSuccess(result.Value);
        return result.FirstError == ConfirmationErrors.Needed ? LeadToConfirmation() : await ShowErrorsAsync(result.Errors);
    }

    protected Task<IActionResult> SendConfirmedAsync<T>(ICommand<T> command, Func<T, IActionResult> onSuccess) =>
        SendConfirmedAsync(command, value => Task.FromResult(onSuccess(value)));

    protected LocalRedirectResult LeadToConfirmation() => LocalRedirect($"/account/confirm?returnUrl={Uri.EscapeDataString(Request.Path)}");
}
