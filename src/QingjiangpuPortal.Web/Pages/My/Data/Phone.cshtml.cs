using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My.Data;

/// <summary>更换手机号: first the new number, then the code that was sent to it.</summary>
public sealed class PhoneModel(IMediator mediator, IStringLocalizer<Texts> texts) : MyDataPage(mediator)
{
    [BindProperty]
    public string? NewPhone { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public bool CodeSent { get; private set; }

    public bool HasPassword { get; private set; }

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetMyAccount(), account => HasPassword = account.HasPassword);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostSendCodeAsync()
    {
        var answer = await SendAsync(new SendConfirmationCode(NewPhone ?? ""), _ =>
        {
            CodeSent = true;
            return Page();
        });
        return CodeSent ? await ShowAsync() : answer;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        CodeSent = true;
        var refused = default(ErrorOr.Error?);
        var answer = await SendAsync(new ChangeMyPhone(NewPhone, Code, Password), use =>
        {
            refused = use.Refused;
            return GoTo(Home, texts["手机号已更换，下次用新号码登录。"]);
        });
        return refused is { } error ? await ShowErrorsAsync([error]) : answer;
    }
}
