using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Desk;

namespace QingjiangpuPortal.Web.Pages.Workbench.Bulk;

/// <summary>批量办理: the user's own bulk acts.</summary>
public sealed class IndexModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<BulkActRowOfList> Acts { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListBulkActs(After), page => Acts = page);
}
