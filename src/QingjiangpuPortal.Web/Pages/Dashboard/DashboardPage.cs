using MediatR;
using Microsoft.AspNetCore.Mvc;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Localization;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>What the dashboard and its files have in common: which unit, which period, and the names of what is in it.</summary>
public abstract class DashboardPage(IMediator mediator) : PortalPage(mediator)
{
    private IReadOnlyDictionary<string, UnitName> _names = new Dictionary<string, UnitName>(StringComparer.Ordinal);

    [BindProperty(SupportsGet = true)]
    public string? Unit { get; set; }

    [BindProperty(SupportsGet = true)]
    public PeriodKind Kind { get; set; } = PeriodKind.Month;

    /// <summary>A day of the period.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    public Application.Dashboards.Dashboard Numbers { get; private set; } = null!;

    public string NameOf(string code) => _names.TryGetValue(code, out var name) ? Words.Of(name) : code;

    public IEnumerable<string> PathOfUnit =>
        Enum.GetValues<OrgLevel>().Select(level => OrgCode.AncestorAt(Numbers.Unit, level)).OfType<string>();

    protected async Task<IActionResult?> LoadNumbersAsync()
    {
        // An address by hand that says nothing sensible gives this month of one's own unit.
        if (!Enum.IsDefined(Kind)) Kind = PeriodKind.Month;
        ModelState.Clear();
        return await ReadAsync(new GetDashboard(Unit, Kind, On), numbers => Numbers = numbers)
            ?? await ReadAsync(new NameUnits([.. PathOfUnit, .. Numbers.Own, .. Numbers.Units.Select(u => u.Code), .. Numbers.HotSpots.Select(u => u.Code)]), names => _names = names);
    }
}
