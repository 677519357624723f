using Microsoft.Playwright;

namespace QingjiangpuPortal.EndToEnd.Tests.Hosting;

/// <summary>The system's Chromium: nothing is downloaded.</summary>
internal static class Chromium
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // A browser of a test asks nobody for updates, and works where there is neither a graphics card nor a large /dev/shm.
    private static readonly string[] Arguments =
    [
        "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--no-first-run",
    ];

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright) => playwright.Chromium.LaunchAsync(new()
    {
        ExecutablePath = Find(),
        // It shows our own pages only, and its sandbox does not start as root.
        ChromiumSandbox = false,
        Args = Arguments,
    });

    /// <summary>The one that CHROMIUM names, else the first on the path.</summary>
    private static string Find()
    {
        if (Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } named) return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("The browser tests need Chromium. Install it, or name it in the environment variable CHROMIUM.");
    }
}
