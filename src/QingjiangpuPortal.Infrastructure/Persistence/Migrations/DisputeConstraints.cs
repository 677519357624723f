using Microsoft.EntityFrameworkCore.Migrations;

namespace QingjiangpuPortal.Infrastructure.Persistence.Migrations;

/// <summary>What EF Core has no word for in the tables of disputes.</summary>
internal static class DisputeConstraints
{
    /// <summary>
    /// One of the four is in one place at a time: no two appointments of a member that are not cancelled (4) overlap. btree_gist
    /// lets the member stand beside the time in one index; it is a trusted extension, which a database's owner may add.
    /// </summary>
    public static void Add(MigrationBuilder migration) => migration.Sql("""
        CREATE EXTENSION IF NOT EXISTS btree_gist;
        ALTER TABLE legal_aid_appointments ADD CONSTRAINT ex_legal_aid_appointments_overlap
            EXCLUDE USING gist (member_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (state <> 4);
        CREATE INDEX ix_dispute_parties_phone ON dispute_parties (phone_blind_index) WHERE phone_blind_index IS NOT NULL;
        """);
}
