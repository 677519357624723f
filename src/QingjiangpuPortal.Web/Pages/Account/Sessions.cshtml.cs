using System.Globalization;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Account;

/// <summary>登录的设备: one's own sessions; ends one, or all but this one.</summary>
public sealed class SessionsModel(IMediator mediator, IStringLocalizer<Texts> texts) : AccountPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public DateTimeOffset? Before { get; set; }

    public SessionPage Sessions { get; private set; } = new([], Next: null);

    public string? NextHref => Sessions.Next is { } next
        ? $"/account/sessions?before={Uri.EscapeDataString(next.ToString("O", CultureInfo.InvariantCulture))}" : null;

    /// <summary>Brands stay as they are, the rest is in the visitor's language.</summary>
    public string NameOf(string device) => string.Join(" · ", device.Split(" · ").Select(part => texts[part].Value));

    public Task<IActionResult> OnGetAsync()
    {
        // A time that is none is no time.
        ModelState.Clear();
        return ShowAsync();
    }

    public Task<IActionResult> OnPostEndAsync(Guid sessionId) =>
        SendAsync(new EndSession(sessionId), _ => GoTo("/account/sessions", texts["那台设备已退出"]));

    public Task<IActionResult> OnPostEndOthersAsync() =>
        SendAsync(new EndOtherSessions(), _ => GoTo("/account/sessions", texts["其他设备都已退出"]));

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListMySessions(Before), page => Sessions = page);
}
