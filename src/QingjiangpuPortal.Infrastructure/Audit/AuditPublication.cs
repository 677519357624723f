using System.Globalization;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Audit;

/// <summary>One line of a publication: enough to notice any later change of this batch and of all before it.</summary>
public sealed record PublishedBatch(long Number, int Size, string Root, string Hash)
{
    public static PublishedBatch Of(AuditBatch batch) =>
        new(batch.Number, batch.Size, Convert.ToHexStringLower(batch.Root), Convert.ToHexStringLower(batch.Hash));

    public bool Is(AuditBatch batch) => this == Of(batch);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number},{Size},{Root},{Hash}");
}

/// <summary>The chain as a text that can be published: it says nothing about any line. <c>number,size,root,hash</c> in hexadecimal, a batch a line.</summary>
public static class AuditPublication
{
    /// <returns>How many batches were written.</returns>
    public static async Task<long> WriteAsync(PortalDbContext db, TextWriter to, CancellationToken cancellationToken)
    {
        var written = 0L;
        await foreach (var batch in db.AuditBatches.AsNoTracking().OrderBy(b => b.Number).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await to.WriteLineAsync(PublishedBatch.Of(batch).ToString());
            written++;
        }
        return written;
    }

    /// <exception cref="InvalidDataException">It is no publication; the message says which line.</exception>
    public static IEnumerable<PublishedBatch> Read(IEnumerable<string> lines)
    {
        var last = 0L;
        foreach (var line in lines.Where(l => l.Length > 0))
        {
            if (line.Split(',') is not [var number, var size, { Length: 64 } root, { Length: 64 } hash]
                || !long.TryParse(number, CultureInfo.InvariantCulture, out var n) || !int.TryParse(size, CultureInfo.InvariantCulture, out var s) || n <= last)
                throw new InvalidDataException($"This is no line of a publication (number,size,root,hash, numbers growing): {line}");
            last = n;
            yield return new(n, s, root, hash);
        }
    }
}
