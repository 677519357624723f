using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>Which schools' catchments a micro-grid lies in: its own, and those of its grid and community.</summary>
internal sealed class Catchments(ILookup<string, string> schoolsByArea)
{
    public static async Task<Catchments> OnAsync(PortalDb db, DateOnly day, CancellationToken cancellationToken) =>
        new((await db.CatchmentAreas.Where(c => c.ValidFrom <= day && (c.ValidTo == null || c.ValidTo > day))
            .Select(c => new { c.AreaCode, c.SchoolCode }).ToListAsync(cancellationToken))
            .ToLookup(c => c.AreaCode, c => c.SchoolCode, StringComparer.Ordinal));

    public IReadOnlyCollection<string> Of(string placeCode) => [.. AreasAround(placeCode).SelectMany(area => schoolsByArea[area]).Distinct(StringComparer.Ordinal)];

    /// <summary>The areas by which catchments are drawn, the smallest first.</summary>
    public static string[] AreasAround(string placeCode) =>
        [.. new[] { OrgLevel.MicroGrid, OrgLevel.Grid, OrgLevel.Community }.Select(level => OrgCode.AncestorAt(placeCode, level)).OfType<string>()];
}
