using Microsoft.EntityFrameworkCore;
using Npgsql;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Infrastructure.Deadlines;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.Reports;

/// <summary>Fills a staffed district with made-up reports, their timelines and the day's numbers.</summary>
internal static class ReportSeeder
{
    private const int BatchSize = 10_000;

    /// <summary>
    /// Writes within the transaction that is open on <paramref name="db"/>. The same plan and <paramref name="now"/> make
    /// the same reports, ciphertexts apart.
    /// </summary>
    /// <exception cref="InvalidOperationException">Buildings or staff are missing where a report would be; the message names them.</exception>
    public static async Task SeedAsync(
        PortalDbContext db, IPersonalDataCipher cipher, SeedPlan plan, bool withDemoReports, SeededRandom random, DateTimeOffset now,
        IProgress<SeedProgress> progress, CancellationToken cancellationToken)
    {
        progress.Report(new(SeedStep.Reports));
        var staff = await SeededStaff.ReadAsync(db, now, cancellationToken);
        var factory = new ReportFactory(
            random, staff, await SeededPlaces.ReadAsync(db, cancellationToken),
            await db.ReportCategories.AsNoTracking().ToListAsync(cancellationToken), await WorkCalendars.ReadAsync(db, cancellationToken), cipher, now);
        var demo = withDemoReports
            ? new DemoReports(factory, staff, await ResidentAsync(db, cipher, cancellationToken), now).File().ToList()
            : [];
        var times = FilingTimes.Draw(random, plan.Reports, plan.From(now), now);
        var total = times.Length + demo.Count;
        var sequences = await ReserveSequencesAsync(db, total, cancellationToken);
        using var batches = InOrder(demo, times, factory).Select(report => SeededReport.Of(report, random)).Chunk(BatchSize).GetEnumerator();

        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        await ReportCopy.BeginStatisticsAsync(connection, cancellationToken);
        var written = 0;
        // While the database takes one batch, the next is made.
        var making = NextAsync();
        while (await making is { } batch)
        {
            making = NextAsync();
            await ReportCopy.ReportsAsync(connection, batch, sequences.AsMemory(written), cancellationToken);
            await ReportCopy.TimelineAsync(connection, batch.SelectMany(seeded => seeded.Timeline), cancellationToken);
            await ReportCopy.ChangesAsync(connection, batch.SelectMany(seeded => seeded.Counted), cancellationToken);
            written += batch.Length;
            progress.Report(new(SeedStep.Reports, (double)written / total));
        }
        progress.Report(new(SeedStep.Statistics));
        await ReportCopy.StatisticsAsync(connection, cancellationToken);

        Task<SeededReport[]?> NextAsync() => Task.Run(() => batches.MoveNext() ? batches.Current : null, CancellationToken.None);
    }

    private static IEnumerable<GridReport> InOrder(IEnumerable<GridReport> demo, DateTimeOffset[] times, ReportFactory factory)
    {
        var waiting = new Queue<GridReport>(demo);
        foreach (var at in times)
        {
            while (waiting.TryPeek(out var first) && first.RecordedAt <= at) yield return waiting.Dequeue();
            yield return factory.File(at);
        }
        while (waiting.TryDequeue(out var left)) yield return left;
    }

    private static async Task<Guid> ResidentAsync(PortalDbContext db, IPersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var phone = cipher.BlindIndex(DemoAccounts.All[0].Phone, PersonalDataKind.Phone);
        return await db.People.Where(p => p.Phone.BlindIndex == phone).Select(p => p.Id).SingleAsync(cancellationToken);
    }

    /// <summary>
    /// Takes whole blocks from the sequence as every filing does, so that a portal that runs meanwhile is never given the
    /// same number.
    /// </summary>
    private static async Task<long[]> ReserveSequencesAsync(PortalDbContext db, int count, CancellationToken cancellationToken)
    {
        var blocks = (count + PortalDbContext.ReportSequenceBlock - 1) / PortalDbContext.ReportSequenceBlock;
        var firsts = await db.Database.SqlQuery<long>(
            $"SELECT nextval({PortalDbContext.ReportSequence}::regclass) AS \"Value\" FROM generate_series(1, {blocks})").ToListAsync(cancellationToken);
        return [.. firsts.Order().SelectMany(first => Enumerable.Range(0, PortalDbContext.ReportSequenceBlock).Select(i => first + i)).Take(count)];
    }
}
