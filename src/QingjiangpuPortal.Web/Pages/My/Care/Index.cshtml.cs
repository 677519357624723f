using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;

namespace QingjiangpuPortal.Web.Pages.My.Care;

/// <summary>我的养老申请, the latest first.</summary>
public sealed class IndexModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<CareRequestRow> Requests { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListMyCareRequests(After), page => Requests = page);
}
