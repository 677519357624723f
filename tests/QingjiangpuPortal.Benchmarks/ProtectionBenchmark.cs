using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Infrastructure.Protection;

namespace QingjiangpuPortal.Benchmarks;

/// <summary>
/// What protecting and revealing costs in both suites, on one thread, and how fast a rotation brings 100,000 people (two
/// values each) from one to the other in the running portal's database.
/// </summary>
internal static class ProtectionBenchmark
{
    private const int Values = 100_000;
    private const int People = 100_000;

    public static async Task RunAsync(string[] args)
    {
        await using var portal = await BenchmarkPortal.StartAsync(reports: 0, months: 1);
        await using var scope = portal.Services.CreateAsyncScope();
        var cipher = scope.ServiceProvider.GetRequiredService<IPersonalDataCipher>();
        await using var operating = portal.OwnerServices();
        await using var operatingScope = operating.CreateAsyncScope();
        var rotation = operatingScope.ServiceProvider.GetRequiredService<KeyRotation>();

        Measure("AES-256-GCM, HMAC-SHA-256", cipher);
        await AddPeopleAsync(portal.OwnerConnectionString, cipher);
        await RotateAsync(rotation, CryptographicSuite.Commercial);
        Measure("SM4-GCM, HMAC-SHA-256", cipher);
        await RotateAsync(rotation, CryptographicSuite.International);
        foreach (var suite in Enum.GetValues<CryptographicSuite>()) MeasureMac(suite);
    }

    private static void Measure(string suite, IPersonalDataCipher cipher)
    {
        var sealedValues = new Protected[Values];
        for (var i = 0; i < Values; i++) sealedValues[i] = cipher.Protect("13800138000", PersonalDataKind.Phone); // so that what counts is optimized code
        var protect = Stopwatch.StartNew();
        for (var i = 0; i < Values; i++) sealedValues[i] = cipher.Protect("13800138000", PersonalDataKind.Phone);
        protect.Stop();
        foreach (var value in sealedValues) cipher.Reveal(value, PersonalDataKind.Phone);
        var reveal = Stopwatch.StartNew();
        foreach (var value in sealedValues) cipher.Reveal(value, PersonalDataKind.Phone);
        reveal.Stop();
        Print($"{suite}: protect {Values / protect.Elapsed.TotalSeconds:N0}/s, reveal {Values / reveal.Elapsed.TotalSeconds:N0}/s");
    }

    private static void MeasureMac(CryptographicSuite suite)
    {
        var key = DataKey.New(KeyPurpose.BlindIndex, 1, suite);
        for (var i = 0; i < Values; i++) key.Mac("2\n13800138000"u8);
        var mac = Stopwatch.StartNew();
        for (var i = 0; i < Values; i++) key.Mac("2\n13800138000"u8);
        Print($"{suite}: blind index {Values / mac.Elapsed.TotalSeconds:N0}/s");
    }

    private static async Task AddPeopleAsync(string connectionString, IPersonalDataCipher cipher)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync(
            "COPY people (id, name_ciphertext, name_blind_index, phone_ciphertext, phone_blind_index, created_at) FROM STDIN (FORMAT BINARY)");
        for (var i = 0; i < People; i++)
        {
            var name = cipher.Protect("欧阳若兰", PersonalDataKind.Name);
            var phone = cipher.Protect(string.Create(CultureInfo.InvariantCulture, $"135{i:D8}"), PersonalDataKind.Phone);
            await copy.StartRowAsync();
            await copy.WriteAsync(Guid.CreateVersion7());
            foreach (var part in new[] { name.Ciphertext, name.BlindIndex, phone.Ciphertext, phone.BlindIndex }) await copy.WriteAsync(part);
            await copy.WriteAsync(DateTimeOffset.UtcNow);
        }
        await copy.CompleteAsync();
    }

    private static async Task RotateAsync(KeyRotation rotation, CryptographicSuite suite)
    {
        var watch = Stopwatch.StartNew();
        var busy = TimeSpan.Zero;
        // The last step ends the work; after it a rotation waits for instances that have not heard of the key.
        var done = await rotation.RotateAsync(suite, new Steps(_ => busy = watch.Elapsed), CancellationToken.None);
        Print($"rotation to {suite}: {done.Rows:N0} values in {busy.TotalSeconds:0.0} s, {done.Rows / busy.TotalSeconds:N0}/s; with the wait at its end {watch.Elapsed.TotalSeconds:0} s");
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed class Steps(Action<RotationStep> onStep) : IProgress<RotationStep>
    {
        public void Report(RotationStep value) => onStep(value);
    }
}
