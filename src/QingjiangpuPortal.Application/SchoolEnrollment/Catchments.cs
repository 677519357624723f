using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>Which schools' catchments a child is in: by its micro-grid, those of its grid and community too, and by the primary school that it comes from.</summary>
internal sealed class Catchments(ILookup<string, string> schoolsByArea)
{
    public static async Task<Catchments> OnAsync(PortalDb db, DateOnly day, CancellationToken cancellationToken) =>
        new((await db.CatchmentAreas.Where(c => c.ValidFrom <= day && (c.ValidTo == null || c.ValidTo > day))
            .Select(c => new { c.AreaCode, c.SchoolCode }).ToListAsync(cancellationToken))
            .ToLookup(c => c.AreaCode, c => c.SchoolCode, StringComparer.Ordinal));

    /// <param name="primarySchool">Counts for a junior middle school that takes its pupils.</param>
    public IReadOnlyCollection<string> Of(string placeCode, string? primarySchool) => [.. AreasAround(placeCode).Concat(primarySchool is null ? [] : [primarySchool]).SelectMany(area => schoolsByArea[area]).Distinct(StringComparer.Ordinal)];

    /// <summary>The areas by which catchments are drawn, the smallest first.</summary>
    public static string[] AreasAround(string placeCode) =>
        [.. new[] { OrgLevel.MicroGrid, OrgLevel.Grid, OrgLevel.Community }.Select(level => OrgCode.AncestorAt(placeCode, level)).OfType<string>()];
}
