using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.ElderlyCare;

namespace QingjiangpuPortal.Web.Pages.Workbench.Care;

/// <summary>养老服务申请: what waits for one's own units, or all of them.</summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places, TimeProvider clock) : PortalPage(mediator)
{
    private PlaceMap _map = null!;

    /// <summary><c>all</c> for more than the queue.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public CareRequestStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public bool ShowsAll => View == "all";
    public Page<CareRequestRow> Requests { get; private set; } = null!;
    public int Waiting { get; private set; }
    public int Overdue { get; private set; }

    public string? NextHref => Requests.Next is { } next ? $"/workbench/care?view={View}&status={Status}&after={next}" : null;

    public bool IsOverdue(CareRequestRow row) => row.DueAt < clock.GetUtcNow();

    public string PlaceOf(CareRequestRow row) => _map.PathOf(row.PlaceCode);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync()
    {
        _map = await places.CurrentAsync(HttpContext.RequestAborted);
        if (await ReadAsync(new GetCareQueue(ShowsAll ? null : After), queue => (Requests, Waiting, Overdue) = (queue.Page, queue.Waiting, queue.Overdue)) is { } refused) return refused;
        return ShowsAll ? await ReadAsync(new ListCareRequests(Status, After), page => Requests = page) : null;
    }
}
