namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>How the instance that answers is doing. A port, because versions, migrations and disks are Infrastructure's.</summary>
public interface IInstanceState
{
    Task<InstanceReport> ReadAsync(CancellationToken cancellationToken);
}

/// <param name="WaitingDeltas">Changes of statistics that are not folded into the daily numbers yet.</param>
/// <param name="MissingCalendarYear">Whose holidays should be known by now and are not.</param>
/// <param name="UnsealedLines">Lines of the audit trail since the last sealed batch.</param>
/// <param name="Outbox">Messages that are due and were not sent yet, and those that were given up.</param>
public sealed record InstanceReport(
    string Version, string Runtime, string DatabaseVersion, string Machine, DateTimeOffset StartedAt, long MemoryBytes, long FreeDiskBytes, long DatabaseBytes,
    string? LastMigration, int PendingMigrations, long WaitingDeltas, long UnsealedLines, OutboxCounts Outbox, bool IsDemo, IReadOnlyList<WorkerRound> Workers,
    int? MissingCalendarYear);

/// <param name="Oldest">How long the first of those that are due has been.</param>
public sealed record OutboxCounts(long Waiting, TimeSpan Oldest, long Dead);

/// <summary>A worker's last round.</summary>
public sealed record WorkerRound(string Worker, DateTimeOffset At, bool Succeeded);
