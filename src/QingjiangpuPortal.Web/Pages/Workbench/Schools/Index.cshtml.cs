using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.SchoolEnrollment;

namespace QingjiangpuPortal.Web.Pages.Workbench.Schools;

/// <summary>报名审核: the queue of a school, or of the bureau.</summary>
public sealed class IndexModel(IMediator mediator) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public ApplicationQueue Queue { get; set; } = ApplicationQueue.ToCheck;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ApplicationList List { get; private set; } = null!;

    public string? NextHref => List.Page.Next is { } next ? $"/workbench/schools?queue={Queue}&after={Uri.EscapeDataString(next)}" : null;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override Task<IActionResult?> LoadAsync()
    {
        if (!Enum.IsDefined(Queue)) Queue = ApplicationQueue.ToCheck;
        return ReadAsync(new ListApplications(Queue, After), list => List = list);
    }
}
