using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.GridReports;

namespace QingjiangpuPortal.Web.Pages.Workbench.CallBacks;

/// <summary>回访: who was drawn and waits to be called.</summary>
public sealed class IndexModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public CallBackQueue Queue { get; private set; } = null!;

    public string? NextHref => Queue.Page.Next is { } next ? $"/workbench/call-backs?after={Uri.EscapeDataString(next)}" : null;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListCallBacks(After), queue => Queue = queue);
}
