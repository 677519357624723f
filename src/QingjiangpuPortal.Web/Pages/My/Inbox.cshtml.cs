using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Account;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My;

/// <summary>我的消息: what the user was told, the latest first. A line is a button, because opening it marks it as read.</summary>
public sealed class InboxModel(IMediator mediator, CurrentUser user, IStringLocalizer<Texts> texts) : AccountPage(mediator)
{
    private const string Address = "/my/inbox";

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<NotificationRow> News { get; private set; } = new([], Next: null);

    public int Unread => user.Unread;

    public string? NextHref => News.Next is null ? null : $"{Address}?after={News.Next}";

    public static string TitleOf(NotificationRow row) => NotificationWords.Title(row.Kind, row.Facts, !PortalCultures.IsChinese);

    public static string TextOf(NotificationRow row) => NotificationWords.Text(row.Kind, row.Facts, !PortalCultures.IsChinese);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostOpenAsync(Guid notificationId) =>
        SendAsync(new OpenNotification(notificationId), path => GoTo(path ?? Address));

    public Task<IActionResult> OnPostReadAllAsync() =>
        SendAsync(new ReadAllNotifications(), count => GoTo(Address, texts["{0} 条消息已标为已读", count]));

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListMyNotifications(After), page => News = page);
}
