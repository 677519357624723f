using System.Collections.Concurrent;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>When each worker of this instance last finished a round, and how.</summary>
internal sealed class WorkerRounds
{
    private readonly ConcurrentDictionary<string, WorkerRound> _last = new(StringComparer.Ordinal);

    public IReadOnlyList<WorkerRound> Last => [.. _last.Values.OrderBy(round => round.Worker, StringComparer.Ordinal)];

    public void Record(string worker, DateTimeOffset at, bool succeeded) => _last[worker] = new(worker, at, succeeded);
}
