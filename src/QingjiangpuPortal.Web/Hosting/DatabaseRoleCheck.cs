using Npgsql;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Web.Hosting;

internal static class DatabaseRoleCheck
{
    /// <summary>Outside the demo: a portal that could rewrite its own audit trail does not start.</summary>
    /// <exception cref="InvalidPortalSettingsException">Its role could, or cannot be asked.</exception>
    public static async Task RefuseUnsafeRoleAsync(this IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        try
        {
            if (!await PortalRoles.MayRewriteTheTrailAsync(scope.ServiceProvider.GetRequiredService<PortalDbContext>(), CancellationToken.None)) return;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException })
        {
            throw new InvalidPortalSettingsException($"The database of ConnectionStrings:Portal cannot be reached: {(e.InnerException as NpgsqlException ?? e).Message}");
        }
        throw new InvalidPortalSettingsException(
            $"The role of ConnectionStrings:Portal could change or remove lines of the audit trail. Connect as {PortalRoles.App}, which owns nothing, " +
            "and give the owner's connection to the Admin command line only (ConnectionStrings:PortalOwner).");
    }
}
