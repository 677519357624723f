using Npgsql;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Audit;

/// <summary>PostgreSQL itself refuses what the running portal's role must not do.</summary>
public sealed class AuditRolesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    public static TheoryData<string> Rewritings
    {
        get
        {
            var statements = new TheoryData<string>();
            foreach (var table in new[] { "audit_entries", "audit_leaves", "audit_batches", "audit_prunings" })
                foreach (var statement in new[] { "DELETE FROM {0}", "TRUNCATE {0}", "ALTER TABLE {0} ADD COLUMN x int", "DROP TABLE {0}", "CREATE TRIGGER t BEFORE INSERT ON {0} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()" })
                    statements.Add(statement.Replace("{0}", table, StringComparison.Ordinal));
            statements.Add("UPDATE audit_entries SET result = 'done'");
            statements.Add("UPDATE audit_leaves SET position = 0");
            statements.Add("UPDATE audit_batches SET size = 0");
            statements.Add("INSERT INTO audit_prunings VALUES (now(), 0, now())");
            statements.Add("DELETE FROM audit_entries_default");
            statements.Add("UPDATE grid_report_timeline SET note = ''");
            statements.Add("DELETE FROM grid_report_timeline");
            statements.Add("DELETE FROM \"__EFMigrationsHistory\"");
            statements.Add("UPDATE protection_keys SET retired_at = now()");
            statements.Add("DELETE FROM protection_keys");
            statements.Add("SELECT * FROM key_rotation_progress");
            statements.Add("UPDATE consents SET is_given = true");
            statements.Add("CREATE TABLE mine (id int)");
            return statements;
        }
    }

    [Theory]
    [MemberData(nameof(Rewritings))]
    public async Task Theportals_own_role_cannot_rewrite_history(string statement)
    {
        await using var connection = new NpgsqlConnection(portal.Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
    }

    [Fact]
    public async Task A_role_that_could_rewrite_the_trail_is_noticed()
    {
        Assert.False(await portal.QueryAsync(db => PortalRoles.MayRewriteTheTrailAsync(db, CancellationToken.None)));
        foreach (var right in new[] { "UPDATE", "DELETE", "TRUNCATE" })
        {
            await portal.AsOwnerAsync($"GRANT {right} ON audit_entries TO portal_app");
            Assert.True(await portal.QueryAsync(db => PortalRoles.MayRewriteTheTrailAsync(db, CancellationToken.None)));
            await portal.AsOwnerAsync($"REVOKE {right} ON audit_entries FROM portal_app");
        }
    }
}
