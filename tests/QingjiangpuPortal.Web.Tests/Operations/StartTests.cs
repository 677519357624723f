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
    [InlineData("Portal__AuditRetentionDays", "179", "Portal:AuditRetentionDays must be 180 at least")]
    [InlineData("Portal__Demo", "false", "The database of ConnectionStrings:Portal cannot be reached")]
    [InlineData("Portal__Door__Filing__PerDevice", "0", "Portal:Door:Filing has a limit below 1")]
    [InlineData("Portal__Door__Filing__PerDevice", "many", "PerDevice")]
    [InlineData("Portal__Door__UploadMegabytes__PerDevice", "10", "UploadMegabytes must be at least 64")]
    [InlineData("Portal__OpenId__0__Name", "Province!", "Name that is not 1 to 32 of a-z")]
    [InlineData("Portal__TrustedProxies__0", "the-proxy", "Portal:TrustedProxies holds 'the-proxy'")]
    [InlineData("Portal__Cryptography", "Enigma", "Portal:Cryptography")]
    [InlineData("Portal__Smtp__Host", "mail.example.com", "Portal:Smtp:From must be the address")]
    [InlineData("Portal__SmsGateway__Url", "http://sms.example.com", "Portal:SmsGateway:Url must be an https address")]
    [InlineData("Portal__WebPush__Subject", "nobody", "Portal:WebPush:Subject must begin with mailto: or https:")]
    [InlineData("Portal__WebPush__PublicKey", "abc", "Portal:WebPush needs both keys")]
    [InlineData("Site__Address", "ftp://example.com", "is not an https address")]
    public async Task A_wrong_setting_stops_the_start_with_its_name(string name, string value, string sentence)
    {
        using var data = TestDataFolder.Create();
        await ExpectRefusalAsync(data, sentence, (name, value));
    }

    [Fact]
    public async Task A_key_file_that_is_missing_wrong_or_open_to_everybody_stops_the_start()
    {
        using var data = TestDataFolder.Create();
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(data.KeyFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
            await ExpectRefusalAsync(data, "is open to every user of this machine");
        }
        TestDataFolder.WriteKeys(data.KeyFile, "{}");
        await ExpectRefusalAsync(data, "is not a key file");
        File.Delete(data.KeyFile);
        await ExpectRefusalAsync(data, "is missing", ("Portal__Demo", "false"));
    }

    [Fact]
    public async Task A_key_file_of_another_database_stops_the_start()
    {
        var server = await TestServer.SharedAsync();
        var database = await server.CloneAsync();
        using var data = TestDataFolder.Create();
        TestDataFolder.WriteKeys(data.KeyFile, """{"current":1,"master":{"1":"BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA="}}""");
        await ExpectRefusalAsync(data, "does not belong to this database", ("Portal__Demo", "false"), ("ConnectionStrings__Portal", database.ConnectionString));
        await server.DropAsync(database);
    }

    private static async Task ExpectRefusalAsync(TestDataFolder data, string sentence, params (string Name, string Value)[] settings)
    {
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
            },
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
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
