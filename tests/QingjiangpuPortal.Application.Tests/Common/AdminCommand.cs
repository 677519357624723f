using System.Diagnostics;

namespace QingjiangpuPortal.Application.Tests.Common;

/// <summary>The operator's command line as an operator runs it: another process.</summary>
internal static class AdminCommand
{
    public static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "QingjiangpuPortal.Admin.dll"), .. arguments]) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }

    /// <summary>It failed with that sentence and nothing else, and so without a stack trace.</summary>
    public static async Task AssertRefusedAsync(string sentence, params string[] arguments) =>
        Assert.Equal((1, "", sentence + "\n"), await RunAsync(arguments));
}
