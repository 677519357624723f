using System.Data.Common;
using QingjiangpuPortal.Infrastructure.Protection;

namespace QingjiangpuPortal.Web.Hosting;

internal static class KeysAtStart
{
    /// <summary>
    /// Opens the keys, so that a file of another database stops the start. A database that is away or not migrated does not:
    /// readiness says so, and the keys are opened when they are first needed.
    /// </summary>
    public static void OpenKeys(this IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<DataKeys>().Open();
        }
        catch (Exception e) when (e is DbException or InvalidOperationException { InnerException: DbException })
        {
            PortalLogging.StartLogger.LogWarning("The keys are not opened yet, because the database does not answer: {Reason}", e.Message);
        }
    }
}
