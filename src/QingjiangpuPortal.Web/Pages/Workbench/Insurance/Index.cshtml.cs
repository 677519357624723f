using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.SocialInsurance;

namespace QingjiangpuPortal.Web.Pages.Workbench.Insurance;

/// <summary>参保登记: what waits for one's own units, or all of them.</summary>
public sealed class IndexModel(IMediator mediator, IPlaceDirectory places, TimeProvider clock) : PortalPage(mediator)
{
    private PlaceMap _map = null!;

    /// <summary><c>all</c> for more than the queue.</summary>
    [BindProperty(SupportsGet = true)]
    public string? View { get; set; }

    [BindProperty(SupportsGet = true)]
    public InsuranceStatus? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public bool ShowsAll => View == "all";
    public Page<InsuranceRow> Enrollments { get; private set; } = null!;
    public int Waiting { get; private set; }
    public int Overdue { get; private set; }

    public string? NextHref => Enrollments.Next is { } next ? $"/workbench/insurance?view={View}&status={Status}&after={next}" : null;

    public bool IsOverdue(InsuranceRow row) => row.DueAt < clock.GetUtcNow();

    public string PlaceOf(InsuranceRow row) => _map.PathOf(row.PlaceCode);

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync()
    {
        _map = await places.CurrentAsync(HttpContext.RequestAborted);
        if (await ReadAsync(new GetInsuranceQueue(ShowsAll ? null : After), queue => (Enrollments, Waiting, Overdue) = (queue.Page, queue.Waiting, queue.Overdue)) is { } refused) return refused;
        return ShowsAll ? await ReadAsync(new ListInsuranceEnrollments(Status, After), page => Enrollments = page) : null;
    }
}
