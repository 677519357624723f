using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench;

/// <summary>未送达消息: what was given up; sends it again, or not any more.</summary>
public sealed class DeadLettersModel(IMediator mediator, IStringLocalizer<Texts> texts) : PortalPage(mediator)
{
    private const string Address = "/workbench/dead-letters";

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public DeadLetters Letters { get; private set; } = new(0, new([], Next: null));

    public string? NextHref => Letters.Page.Next is null ? null : $"{Address}?after={Letters.Page.Next}";

    public static string TitleOf(DeadLetterRow row) => row.Number is { } number ? $"{NameOf(row)} · {number}" : NameOf(row);

    private static string NameOf(DeadLetterRow row) =>
        NotificationWords.Title(row.Kind, new Dictionary<string, string>(StringComparer.Ordinal), !PortalCultures.IsChinese).TrimEnd(' ', ':', '：');

    /// <summary>What an operator does about an error's code.</summary>
    public string AdviceOf(string? error) => texts[error switch
    {
        "timeout" => "对方没有及时回答",
        "not-configured" => "这种发送方式已被关掉",
        "smtp-sign-in" => "邮件服务器不认账号或密码",
        "smtp-tls" => "和邮件服务器建立不了加密连接",
        "smtp-unreachable" or "sms-unreachable" or "push-unreachable" => "连不上对方",
        "sms-401" or "sms-403" or "push-401" or "push-403" => "对方不认我们的密钥",
        "sms-429" or "push-429" => "发得太快，对方不收",
        "sms-400" or "sms-422" or "smtp-550" or "smtp-553" => "对方不收这个地址",
        _ => "对方没有收下",
    }];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    public Task<IActionResult> OnPostRetryAsync(Guid messageId) => SendAsync(new RetryDeadLetter(messageId), _ => GoTo(Address, texts["这条消息马上重发"]));

    public Task<IActionResult> OnPostDiscardAsync(Guid messageId) => SendAsync(new DiscardDeadLetter(messageId), _ => GoTo(Address, texts["这条消息不再发送"]));

    public Task<IActionResult> OnPostRetryAllAsync() => SendAsync(new RetryDeadLetters(), count => GoTo(Address, texts["{0} 条消息马上重发", count]));

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListDeadLetters(After), letters => Letters = letters);
}
