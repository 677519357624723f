using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using QingjiangpuPortal.Infrastructure.EmbeddedPostgres;

namespace QingjiangpuPortal.Application.Tests.EmbeddedPostgres;

/// <summary>
/// A process that starts an embedded server and then only waits, so that a test can kill it as an operator's
/// <c>kill -9</c> would kill the portal. It is this assembly, run as a program.
/// </summary>
internal static class KillableStarter
{
    private const string Ready = "ready";

    /// <summary>Starts such a process and returns it when its server is ready.</summary>
    public static async Task<Process> StartAsync(string dataFolder)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [typeof(KillableStarter).Assembly.Location, dataFolder])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            },
        };
        process.Start();
        Assert.Equal(Ready, await process.StandardOutput.ReadLineAsync());
        return process;
    }

    private static async Task Main(string[] arguments)
    {
        await using var server = await EmbeddedPostgresServer.StartAsync(
            new EmbeddedPostgresOptions { DataFolder = arguments[0] }, NullLogger.Instance, CancellationToken.None);
        await Console.Out.WriteLineAsync(Ready);
        // The input ends with the test's process, so that nothing stays behind when a test run is cancelled.
        await Console.In.ReadToEndAsync();
    }
}
