using ErrorOr;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.PersonalData;

namespace QingjiangpuPortal.Web.Pages.My.Data;

/// <summary>Asks once more who it is, by password or, where there is none, by a code to the account's number: <c>_Confirm.cshtml</c>.</summary>
public abstract class ConfirmedPage(IMediator mediator) : MyDataPage(mediator)
{
    [BindProperty]
    public string? Password { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>A code is on its way.</summary>
    public bool CodeSent { get; private set; }

    public MyAccount Account { get; private set; } = null!;

    protected Confirmation Confirmation => new(Password, Code);

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new GetMyAccount(), account => Account = account);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public async Task<IActionResult> OnPostSendCodeAsync()
    {
        var answer = await SendAsync(new SendConfirmationCode(), _ =>
        {
            CodeSent = true;
            return Page();
        });
        return CodeSent ? await ShowAsync() : answer;
    }

    /// <summary>Sends a command that answers, and does not fail, where the confirmation was wrong.</summary>
    protected async Task<IActionResult> SendConfirmedAsync<T>(ICommand<T> command, Func<T, Error?> refusedOf, Func<T, IActionResult> onSuccess)
    {
        var refused = default(Error?);
        var answer = await SendAsync(command, outcome => (refused = refusedOf(outcome)) is null ? onSuccess(outcome) : Page());
        return refused is { } error ? await ShowErrorsAsync([error]) : answer;
    }
}
