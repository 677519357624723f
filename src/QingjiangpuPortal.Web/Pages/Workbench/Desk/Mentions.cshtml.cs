using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Desk;

namespace QingjiangpuPortal.Web.Pages.Workbench.Desk;

/// <summary>提到我的: notes in which colleagues call the user.</summary>
public sealed class MentionsModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<MentionRow> Mentions { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListMentions(After), page => Mentions = page);
}
