using Microsoft.EntityFrameworkCore.Migrations;

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations;

/// <summary>Indexes over blind indexes, which EF Core cannot put on a protected property.</summary>
internal static class SchoolIndexes
{
    /// <summary>A child is in a round once, unless it was withdrawn (5), whoever registers it; and who else registered by a dwelling is found.</summary>
    public static void Add(MigrationBuilder migration) => migration.Sql("""
        CREATE UNIQUE INDEX ix_school_applications_child ON school_applications (round_id, child_id_number_blind_index) WHERE status <> 5;
        CREATE INDEX ix_school_applications_dwelling ON school_applications (property_number_blind_index) WHERE property_number_blind_index IS NOT NULL;
        """);
}
