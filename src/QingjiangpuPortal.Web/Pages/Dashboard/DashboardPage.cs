using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>What the dashboard of reports and its files have in common.</summary>
public abstract class DashboardPage(IMediator mediator, ICurrentUser user, IStringLocalizer<Texts> texts) : UnitPeriodPage(mediator, user, texts, "/dashboard")
{
    public Application.Dashboards.Dashboard Numbers { get; private set; } = null!;

    public override string UnitCode => Numbers.Unit;
    public override IReadOnlyList<string> OwnUnits => Numbers.Own;
    public override ReportingPeriod Period => Numbers.Period;
    public override DateOnly? NextPeriod => Numbers.Next;
    public override bool HasYearBefore => Numbers.HasYearBefore;

    protected async Task<IActionResult?> LoadNumbersAsync()
    {
        TakeSensible();
        return await ReadAsync(new GetDashboard(Unit, Kind, On), numbers => Numbers = numbers)
            ?? await LoadNamesAsync([.. Numbers.Units.Select(u => u.Code), .. Numbers.HotSpots.Select(u => u.Code)]);
    }
}
