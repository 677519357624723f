using Microsoft.EntityFrameworkCore;

namespace QingjiangpuPortal.Infrastructure.Persistence;

/// <summary>
/// The two roles of PostgreSQL (ADR 8): the owner migrates and seeds; the running portal connects as <see cref="App"/>, which
/// owns nothing and cannot rewrite history, whatever goes wrong in the portal.
/// </summary>
public static class PortalRoles
{
    public const string App = "portal_app";

    /// <exception cref="InvalidOperationException">The cluster has no role for the running portal.</exception>
    public static async Task RequireAsync(PortalDbContext db, CancellationToken cancellationToken)
    {
        if (await db.Database.SqlQuery<bool>($"SELECT to_regrole({App}) IS NOT NULL AS \"Value\"").SingleAsync(cancellationToken)) return;
        throw new InvalidOperationException(
            $"The database has no role '{App}', as which the running portal connects. Create it once, as a superuser: " +
            $"CREATE ROLE {App} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '…'; then migrate again.");
    }

    /// <summary>
    /// Exactly what the running portal needs, on every table that there is now. Partitions are reached through their parents
    /// only, so they are granted nothing: what an instance adds goes where its time belongs.
    /// </summary>
    public static Task GrantAsync(PortalDbContext db, CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync($"""
        DO $$
        DECLARE
            item record;
        BEGIN
            -- Two instances that migrate at once take turns.
            PERFORM pg_advisory_xact_lock(hashtext('{App}'));
            -- A database that was first made by PostgreSQL 14 or earlier lets everybody create there.
            REVOKE CREATE ON SCHEMA public FROM PUBLIC;
            GRANT USAGE ON SCHEMA public TO {App};
            FOR item IN
                SELECT c.oid::regclass AS name,
                    CASE WHEN c.relispartition THEN NULL
                         WHEN c.relname IN ('__EFMigrationsHistory', 'audit_prunings') THEN 'SELECT'
                         WHEN c.relname LIKE 'audit\_%' THEN 'SELECT, INSERT'
                         -- Keys are rotated by the owner; whoever first needs one in an empty database makes it.
                         WHEN c.relname = 'protection_keys' THEN 'SELECT, INSERT'
                         WHEN c.relname = 'key_rotation_progress' THEN NULL
                         -- Another decision is another row; with the account they all go.
                         WHEN c.relname = 'consents' THEN 'SELECT, INSERT, DELETE'
                         -- A reporter who takes their details off a report is forgotten in its history too; nothing else of it changes.
                         WHEN c.relname = 'grid_report_timeline' THEN 'SELECT, INSERT, UPDATE (person_id)'
                         -- A note is taken away or loses its author, and else stays as it was written.
                         WHEN c.relname = 'internal_notes' THEN 'SELECT, INSERT, UPDATE (text, removed_at, author_id)'
                         -- What was said at a mediation stays as it was written down.
                         WHEN c.relname = 'mediation_sessions' THEN 'SELECT, INSERT'
                         -- Where somebody was placed by a trial stays what it was.
                         WHEN c.relname = 'placement_results' THEN 'SELECT, INSERT'
                         -- What the register was told stays as it was told; what is known better is another row.
                         WHEN c.relname IN ('ledger_facts', 'households', 'household_members', 'dwellings', 'dwelling_ties', 'ledger_name_characters') THEN 'SELECT, INSERT'
                         WHEN c.relname = 'ledger_people' THEN 'SELECT, INSERT, UPDATE'
                         -- What was posted is corrected by another posting.
                         WHEN c.relname = 'account_postings' THEN 'SELECT, INSERT'
                         WHEN c.relkind = 'v' THEN 'SELECT'
                         ELSE 'SELECT, INSERT, UPDATE, DELETE' END AS rights
                FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v')
            LOOP
                EXECUTE format('REVOKE ALL ON %s FROM {App}', item.name);
                IF item.rights IS NOT NULL THEN EXECUTE format('GRANT %s ON %s TO {App}', item.rights, item.name); END IF;
            END LOOP;
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {App};
            GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {App};
        END $$;
        """, cancellationToken);

    /// <summary>Whether the role of this connection could change or remove lines of the audit trail, by a right or as their owner.</summary>
    public static Task<bool> MayRewriteTheTrailAsync(PortalDbContext db, CancellationToken cancellationToken) => db.Database.SqlQuery<bool>($"""
        SELECT COALESCE(bool_or(has_table_privilege(oid, 'UPDATE, DELETE, TRUNCATE') OR pg_has_role(relowner, 'MEMBER')), false) AS "Value"
        FROM pg_class WHERE oid = to_regclass('audit_entries')
        """).SingleAsync(cancellationToken);
}
