using System.Runtime.InteropServices;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;

/// <summary>Adds statistics deltas up in memory, as the folder does in the database.</summary>
internal sealed class StatisticsTally
{
    private readonly Dictionary<Key, Counts> _rows = [];

    public IEnumerable<KeyValuePair<Key, Counts>> Rows => _rows;

    public void Add(GridReportStatisticDelta delta)
    {
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(
            _rows, new(delta.Day, delta.CommunityCode, delta.CategoryCode, delta.Source), out _);
        counts = new(
            counts.Filed + delta.Filed, counts.Resolved + delta.Resolved, counts.ResolvedOnTime + delta.ResolvedOnTime,
            counts.Closed + delta.Closed, counts.Rated + delta.Rated, counts.Satisfied + delta.Satisfied);
    }

    internal readonly record struct Key(DateOnly Day, string CommunityCode, string CategoryCode, ReportSource Source);

    internal readonly record struct Counts(int Filed, int Resolved, int ResolvedOnTime, int Closed, int Rated, int Satisfied);
}
