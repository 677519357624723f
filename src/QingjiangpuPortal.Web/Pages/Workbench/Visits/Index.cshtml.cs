using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Web.Pages.Workbench.Visits;

/// <summary>A provider's visits of a day, on a carer's phone.</summary>
public sealed class IndexModel(IMediator mediator, TimeProvider clock) : PortalPage(mediator)
{
    [BindProperty(SupportsGet = true)]
    public DateOnly? Day { get; set; }

    public DateOnly Shown => Day ?? ChinaTime.DayOf(clock.GetUtcNow());
    public IReadOnlyList<VisitRow> Visits { get; private set; } = [];


    /// <summary>Homes to adapt, whatever the day.</summary>
    public IReadOnlyList<AdaptationRow> Adaptations { get; private set; } = [];

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync() =>
        await ReadAsync(new ListVisits(Day), visits => Visits = visits) ?? await ReadAsync(new ListAdaptations(), adaptations => Adaptations = adaptations);
}
