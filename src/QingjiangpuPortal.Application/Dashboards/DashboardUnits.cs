using ErrorOr;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Dashboards;

/// <summary>Of which unit a page of the dashboard speaks.</summary>
/// <param name="Own">The areas of the user's posts.</param>
internal sealed record DashboardUnit(string Code, IReadOnlyList<string> Own)
{
    /// <param name="asked">The first of the user's own where it is <c>null</c>.</param>
    /// <returns><c>Dashboard.UnitNotFound</c> where there is none above a micro-grid, or it lies beyond the user's posts.</returns>
    public static ErrorOr<DashboardUnit> Of(string? asked, Scope scope, PlaceMap map)
    {
        List<string> own = [.. scope.Units.Where(OrgCode.IsArea).Order(StringComparer.Ordinal)];
        var unit = asked ?? own[0];
        return map.Find(unit) is { Level: < OrgLevel.MicroGrid } && scope.Covers(unit) ? new DashboardUnit(unit, own) : Failure.NotFound("Dashboard.UnitNotFound");
    }
}
