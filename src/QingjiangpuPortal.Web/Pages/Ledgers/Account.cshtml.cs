using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Ledgers;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Ledgers;

/// <summary>关联账号: whose account belongs to this person, or may speak for them; a paper was seen.</summary>
public sealed class AccountModel(IMediator mediator, TimeProvider clock, IStringLocalizer<Texts> texts) : LedgerPersonPage(mediator, clock)
{
    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public LedgerLinkKind? Kind { get; set; }

    [BindProperty]
    public IdentityDocument? Document { get; set; }

    [BindProperty]
    public Guid LinkId { get; set; }

    public IEnumerable<SelectListItem> Documents => Enum.GetValues<IdentityDocument>().Select(d => new SelectListItem(Words.Of(d), d.ToString()));

    public Task<IActionResult> OnPostAsync() => SendAsync(new LinkLedgerAccount(Id, Phone, Kind, Document), _ => GoTo(Address, texts["账号已关联"]));

    public Task<IActionResult> OnPostUnlinkAsync() => SendAsync(new UnlinkLedgerAccount(Id, LinkId), _ => GoTo(Address, texts["已解除关联"]));

    protected override async Task<IActionResult?> LoadAsync() =>
        await base.LoadAsync() ?? (Sheet.MayKeep ? null : StatusCode(StatusCodes.Status403Forbidden));
}
