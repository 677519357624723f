using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Disputes;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Workbench.Disputes;

/// <summary>查看当事人: with a reason, for ten minutes.</summary>
public sealed class RevealModel(IMediator mediator, IStringLocalizer<Texts> texts) : DisputePage(mediator)
{
    [BindProperty]
    public RevealPurpose? Purpose { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public Task<IActionResult> OnPostAsync() => DoAsync(new RevealDisputeParties(Id, Purpose, Note), texts["可以查看了，十分钟后自动遮住"]);
}
