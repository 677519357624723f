using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Ledgers;

/// <summary>查看完整信息: with a reason, for ten minutes.</summary>
public sealed class RevealModel(IMediator mediator, TimeProvider clock, IStringLocalizer<Texts> texts) : LedgerPersonPage(mediator, clock)
{
    [BindProperty]
    public RevealPurpose? Purpose { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Task<IActionResult> OnPostAsync() =>
        SendAsync(new RevealLedgerPerson(Id, Purpose, Note), _ => GoTo(Address, texts["可以查看了，十分钟后自动遮住"]));
}
