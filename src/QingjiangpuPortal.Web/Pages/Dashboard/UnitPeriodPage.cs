using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Resources;

namespace QingjiangpuPortal.Web.Pages.Dashboard;

/// <summary>What every page of the dashboard has in common: which unit, which period, the way to others, and the names of what is in it.</summary>
public abstract class UnitPeriodPage(IMediator mediator, ICurrentUser user, IStringLocalizer<Texts> texts, string path) : PortalPage(mediator)
{
    private IReadOnlyDictionary<string, UnitName> _names = new Dictionary<string, UnitName>(StringComparer.Ordinal);

    [BindProperty(SupportsGet = true)]
    public string? Unit { get; set; }

    [BindProperty(SupportsGet = true)]
    public PeriodKind Kind { get; set; } = PeriodKind.Month;

    /// <summary>A day of the period.</summary>
    [BindProperty(SupportsGet = true)]
    public DateOnly? On { get; set; }

    public abstract string UnitCode { get; }

    /// <summary>The areas of the user's posts.</summary>
    public abstract IReadOnlyList<string> OwnUnits { get; }

    public abstract ReportingPeriod Period { get; }

    /// <summary>A day of the next period; <c>null</c> while this one runs.</summary>
    public abstract DateOnly? NextPeriod { get; }

    /// <summary>Whether there is a year before to compare with.</summary>
    public abstract bool HasYearBefore { get; }

    public DashboardTexts Text => new(texts, Period, HasYearBefore);

    /// <summary>In a period that runs the day is today: its first day would lead to a week or month long ago.</summary>
    public DashboardAddress Here => new(UnitCode, Kind, Period.IsRunning ? null : On, path);

    public IEnumerable<string> PathOfUnit => Enum.GetValues<OrgLevel>().Select(level => OrgCode.AncestorAt(UnitCode, level)).OfType<string>();

    public string NameOf(string code) => _names.TryGetValue(code, out var name) ? Words.Of(name) : code;

    /// <summary>Above the user's own unit there is nothing to see.</summary>
    public bool MaySee(string code) => user.ScopeFor(Permission.ViewDashboard).Covers(code);

    /// <summary>An address by hand that says nothing sensible gives this month of one's own unit.</summary>
    protected void TakeSensible()
    {
        if (!Enum.IsDefined(Kind)) Kind = PeriodKind.Month;
        ModelState.Clear();
    }

    protected Task<IActionResult?> LoadNamesAsync(IEnumerable<string> units) => ReadAsync(new NameUnits([.. PathOfUnit, .. OwnUnits, .. units]), names => _names = names);
}
