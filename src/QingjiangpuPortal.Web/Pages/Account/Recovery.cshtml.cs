using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>登录不了怎么办: the ways out, and setting a new password with the code that the counter gave.</summary>
public sealed class RecoveryModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        var use = default(CodeUse);
        var answer = await SendAsync(new SetPasswordWithCounterCode(Phone, Code, NewPassword), result =>
        {
            use = result;
            return result.Step == SignInStep.AwaitsSecondStep ? GoTo("/account/second-step") : GoTo("/account", texts["新密码已保存，您已登录"]);
        });
        return use?.Refused is { } refused ? await ShowErrorsAsync([refused]) : answer;
    }
}
