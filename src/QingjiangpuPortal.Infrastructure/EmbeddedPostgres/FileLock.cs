namespace QingjiangpuPortal.Infrastructure.EmbeddedPostgres;

/// <summary>
/// Locks between processes. They are locks of the operating system on an open file, so they end with their process
/// however it dies; the file itself stays and means nothing.
/// </summary>
internal static class FileLock
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until nobody else holds the lock.</summary>
    public static async Task<FileStream> AcquireAsync(string path, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryAcquire(path) is { } held)
                return held;

            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    /// <summary>The lock for one holder alone; <c>null</c> when anybody holds it, shared or not.</summary>
    public static FileStream? TryAcquire(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The lock that any number of holders share.</summary>
    public static FileStream Share(string path) => new(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
}
