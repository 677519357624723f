using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure;

internal sealed class InstanceState(PortalDbContext db, WorkerRounds rounds, DataDirectory data, PortalSettings settings, IWorkCalendars calendars, TimeProvider clock) : IInstanceState
{
    private static readonly string Version =
        Assembly.GetEntryAssembly()?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    public async Task<InstanceReport> ReadAsync(CancellationToken cancellationToken)
    {
        var sizes = await db.Database.SqlQuery<Sizes>($"""
            SELECT current_setting('server_version') AS server_version,
                   pg_database_size(current_database()) AS database_bytes,
                   (SELECT count(*) FROM grid_report_statistic_deltas) AS waiting_deltas,
                   (SELECT count(*) FROM audit_entries WHERE recorded_at > COALESCE((SELECT max(last_recorded_at) FROM audit_batches), '-infinity')) AS unsealed_lines
            """).SingleAsync(cancellationToken);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var pending = await db.Database.GetPendingMigrationsAsync(cancellationToken);
        var process = Environment.ProcessPath is null ? clock.GetUtcNow() : new DateTimeOffset(System.Diagnostics.Process.GetCurrentProcess().StartTime);
        return new(
            Version, RuntimeInformation.FrameworkDescription, sizes.ServerVersion, Environment.MachineName, process.ToUniversalTime(),
            GC.GetTotalMemory(forceFullCollection: false), new DriveInfo(data.Root).AvailableFreeSpace,
            sizes.DatabaseBytes, applied is [.., var last] ? last : null, pending.Count(), sizes.WaitingDeltas, sizes.UnsealedLines,
            await OutboxDispatcher.CountAsync(db, clock.GetUtcNow(), cancellationToken), settings.Demo, rounds.Last,
            (await calendars.CurrentAsync(cancellationToken)).MissingYear(clock.GetUtcNow()));
    }

    private sealed record Sizes(string ServerVersion, long DatabaseBytes, long WaitingDeltas, long UnsealedLines);
}
