using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Volunteers;

namespace QingjiangpuPortal.Web.Pages.Tasks;

/// <summary>我的任务 of a volunteer.</summary>
public sealed class IndexModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<MyTaskRow> Tasks { get; private set; } = null!;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync() => ReadAsync(new ListMyTasks(After), tasks => Tasks = tasks);
}
