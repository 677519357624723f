using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.My.Data;

/// <summary>注销账号: what goes, what stays and why, or why not yet.</summary>
public sealed class DeleteModel(IMediator mediator, IStringLocalizer<Texts> texts) : ConfirmedPage(mediator)
{
    public DeletionOutlook Outlook { get; private set; } = null!;

    protected override async Task<IActionResult?> LoadAsync() =>
        await base.LoadAsync() ?? await ReadAsync(new GetDeletionOutlook(), outlook => Outlook = outlook);

    public Task<IActionResult> OnPostAsync() =>
        SendConfirmedAsync(new DeleteMyAccount(Confirmation), asked => asked.Refused, _ => GoTo(Home, texts["已收到。10 分钟内可以撤回。"]));
}
