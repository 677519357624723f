using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.BackgroundWork;

/// <summary>Removes uploads whose form was never sent, and then the blobs that no row names any more; also codes, keys and challenges that are over.</summary>
internal sealed class UploadCleaner(IServiceScopeFactory scopes, TimeProvider clock, ILogger<UploadCleaner> logger) : PeriodicWorker(scopes, clock, logger)
{
    private const int BatchSize = 200;
    private readonly TimeProvider clock = clock;

    /// <summary>How long the same form can be sent again and still lead to the first's receipt.</summary>
    private static readonly TimeSpan SubmissionsKeptFor = TimeSpan.FromDays(30);

    protected override TimeSpan Pause => TimeSpan.FromHours(1);

    protected override async Task<bool> RoundAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<PortalDbContext>();
        var now = clock.GetUtcNow();
        await db.SignInCodes.Where(c => c.ExpiresAt < now.AddDays(-1)).ExecuteDeleteAsync(cancellationToken);
        await db.SpentChallenges.Where(c => c.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.Submissions.Where(s => s.RecordedAt < now - SubmissionsKeptFor).ExecuteDeleteAsync(cancellationToken);
        return await CleanAsync(db, services.GetRequiredService<IPictureStore>(), now, cancellationToken) == BatchSize;
    }

    /// <returns>How many uploads were removed.</returns>
    public static async Task<int> CleanAsync(PortalDbContext db, IPictureStore pictures, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var before = now - UploadPhoto.KeptFor;
        var stale = await db.Attachments.Where(a => a.OwnerId == null && a.RecordedAt < before)
            .OrderBy(a => a.RecordedAt).Take(BatchSize).AsNoTracking().ToListAsync(cancellationToken);
        foreach (var upload in stale)
        {
            // Only while it is still nobody's: its form may have arrived this moment.
            await db.Attachments.Where(a => a.Id == upload.Id && a.OwnerId == null).ExecuteDeleteAsync(cancellationToken);
            foreach (var hash in new[] { upload.ContentHash, upload.ThumbnailHash }.Distinct(StringComparer.Ordinal))
                if (!await db.Attachments.AnyAsync(a => a.ContentHash == hash || a.ThumbnailHash == hash, cancellationToken))
                    pictures.Delete(hash);
        }
        return stale.Count;
    }
}
