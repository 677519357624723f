using System.Globalization;
using Microsoft.EntityFrameworkCore.Migrations;

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations;

/// <summary>Gives the categories of a portal that runs already the radii that a new one starts with.</summary>
internal static class DuplicateRadii
{
    /// <summary>As the seed had them then; what the seed says later is no business of this step.</summary>
    private static readonly (int Metres, string[] Codes)[] Radii =
    [
        (50, ["04001", "04002", "02004", "02005", "05004", "09", "09001", "09002", "09003"]),
        (150, ["07", "07001", "08003"]),
        (200, ["03", "03001", "03002", "03003", "03004", "06", "06001", "06002", "07003", "08", "08001"]),
    ];

    public static void Fill(MigrationBuilder migration)
    {
        foreach (var (metres, codes) in Radii)
            migration.Sql(string.Create(CultureInfo.InvariantCulture,
                $"UPDATE report_categories SET duplicate_radius_metres = {metres} WHERE code IN ('{string.Join("', '", codes)}');"));
    }
}
