using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>民生服务: care for elders, school enrolment and social insurance in numbers.</summary>
public sealed class ServicesModel(IMediator mediator, ICurrentUser user, IStringLocalizer<Texts> texts) : UnitPeriodPage(mediator, user, texts, "/dashboard/services")
{
    public ServiceFigures Figures { get; private set; } = null!;

    public override string UnitCode => Figures.Unit;
    public override IReadOnlyList<string> OwnUnits => Figures.Own;
    public override ReportingPeriod Period => Figures.Period;
    public override DateOnly? NextPeriod => Figures.Next;
    public override bool HasYearBefore => Figures.CareYearBefore != CareFigures.None;

    public Task<IActionResult> OnGetAsync() => ShowAsync();

    protected override async Task<IActionResult?> LoadAsync()
    {
        TakeSensible();
        return await ReadAsync(new GetServiceFigures(Unit, Kind, On), figures => Figures = figures) ?? await LoadNamesAsync(Figures.Units.Select(u => u.Code));
    }
}
