using System.Diagnostics;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Web.Tests.Operations;

/// <summary>A start that cannot go well stops with one sentence for the operator, as a process of its own shows it.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://0.0.0.0:5999", "'http://0.0.0.0:5999' is not a loopback address")]
    [InlineData("ASPNETCORE_URLS", "http://*:5999", "'http://*:5999' is not a loopback address")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "5999", "The demo profile listens on this machine only")]
    [InlineData("Portal__Door__Filing__PerDevice", "0", "Portal:Door:Filing has a limit below 1")]
    [InlineData("Portal__Door__Filing__PerDevice", "many", "PerDevice")]
    [InlineData("Portal__Door__UploadMegabytes__PerDevice", "10", "UploadMegabytes must be at least 64")]
    [InlineData("Portal__OpenId__0__Name", "Province!", "Name that is not 1 to 32 of a-z")]
    [InlineData("Portal__TrustedProxies__0", "the-proxy", "Portal:TrustedProxies holds 'the-proxy'")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string name, string value, string sentence)
    {
        using var data = TestDataFolder.Create();
        var start = new ProcessStartInfo("dotnet", [typeof(Program).Assembly.Location])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = data.Data.Root,
            Environment =
            {
                ["DOTNET_ENVIRONMENT"] = "Demo",
                ["Portal__Demo"] = "true",
                ["Portal__DataDirectory"] = data.Data.Root,
                // Whatever gets past the check finds no database and starts none.
                ["ConnectionStrings__Portal"] = "Host=/nowhere;Database=none",
                [name] = value,
            },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }
}
