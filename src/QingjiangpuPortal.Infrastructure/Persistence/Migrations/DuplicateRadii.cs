using System.Globalization;
using Microsoft.EntityFrameworkCore.Migrations;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations;

/// <summary>Gives the categories of a portal that runs already the radii that a new one starts with.</summary>
internal static class DuplicateRadii
{
    public static void Fill(MigrationBuilder migration)
    {
        foreach (var (metres, codes) in ReportCategories.DuplicateRadii)
            migration.Sql(string.Create(CultureInfo.InvariantCulture,
                $"UPDATE report_categories SET duplicate_radius_metres = {metres} WHERE code IN ('{string.Join("', '", codes)}');"));
    }
}
