using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Account;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My;

/// <summary>通知设置: which news by which channel, quiet hours, the mail address, and the browsers that show news.</summary>
public sealed class NotificationsModel(IMediator mediator, IStringLocalizer<Texts> texts) : AccountPage(mediator)
{
    private const string Address = "/my/notifications";
    private const string Time = "HH:mm";

    /// <summary>Topic and channel, as <c>MyReports:Email</c>.</summary>
    [BindProperty]
    public string[] Wanted { get; set; } = [];

    [BindProperty]
    public string? QuietFrom { get; set; }

    [BindProperty]
    public string? QuietUntil { get; set; }

    [BindProperty]
    public bool InEnglish { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>What the browser's push service gave it (Assets/scripts/push.ts).</summary>
    [BindProperty]
    public string? Endpoint { get; set; }

    [BindProperty]
    public string? P256dh { get; set; }

    [BindProperty]
    public string? Auth { get; set; }

    public MyNotificationSettings Mine { get; private set; } = null!;

    public IEnumerable<NotificationChannels> Channels => Enum.GetValues<NotificationChannels>().Where(c => c != NotificationChannels.None && Mine.Available.HasFlag(c));

    public bool Wants(TopicChoice topic, NotificationChannels channel) =>
        Request.Method == HttpMethods.Post && Request.Query["handler"] == "Save" ? Wanted.Contains($"{topic.Topic}:{channel}") : topic.Chosen.HasFlag(channel);

    /// <summary>Brands stay as they are, the rest is in the visitor's language.</summary>
    public string NameOf(string device) => string.Join(" · ", device.Split(" · ").Select(part => texts[part].Value));

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostSaveAsync() =>
        SendAsync(new SetMyNotifications(Wanted, QuietFrom, QuietUntil, InEnglish), _ => GoTo(Address, texts["通知设置已保存"]));

    public Task<IActionResult> OnPostEmailAsync() =>
        SendAsync(new SetMyEmail(Email, !PortalCultures.IsChinese), _ => GoTo(Address + "#email", texts["验证码已发到您的邮箱，请在下面填上"]));

    public async Task<IActionResult> OnPostConfirmAsync()
    {
        var refused = default(ErrorOr.Error?);
        var answer = await SendAsync(new ConfirmMyEmail(Code), use =>
        {
            refused = use.Refused;
            return GoTo(Address + "#email", texts["邮箱已确认"]);
        });
        return refused is { } wrong ? await ShowErrorsAsync([wrong]) : answer;
    }

    public Task<IActionResult> OnPostRemoveEmailAsync() => SendAsync(new RemoveMyEmail(), _ => GoTo(Address + "#email", texts["邮箱已删除"]));

    public Task<IActionResult> OnPostSubscribeAsync() =>
        SendAsync(new SubscribeToPush(Endpoint, P256dh, Auth, DeviceName.Of(Request.Headers.UserAgent)), _ => GoTo(Address + "#browsers", texts["这个浏览器会收到通知了"]));

    public Task<IActionResult> OnPostUnsubscribeAsync(Guid subscriptionId) =>
        SendAsync(new EndPushSubscription(subscriptionId), _ => GoTo(Address + "#browsers", texts["那个浏览器不再接收通知"]));

    protected override async Task<IActionResult?> LoadAsync()
    {
        if (await ReadAsync(new GetMyNotificationSettings(), mine => Mine = mine) is { } answer) return answer;
        if (Request.Method == HttpMethods.Post && Request.Query["handler"] == "Save") return null;
        // Another form of the page was sent, or none: this one shows what is saved.
        InEnglish = Mine.InEnglish;
        if (!Mine.Quiet.IsNone) (QuietFrom, QuietUntil) = (Text(Mine.Quiet.From), Text(Mine.Quiet.Until));
        return null;

        static string Text(TimeOnly time) => time.ToString(Time, System.Globalization.CultureInfo.InvariantCulture);
    }
}
