using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using QingjiangpuPortal.Application;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Protection;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Protection;

/// <summary>A further instance of the portal over a fixture's database: with keys in memory, a key file and a clock of its own.</summary>
internal sealed class PortalInstance : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="asOwner">As the operator's command line connects, which rotates keys; the running portal does not.</param>
    public PortalInstance(PortalFixture portal, string? keyFile = null, TimeProvider? clock = null, ILoggerProvider? log = null, bool asOwner = false)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging =>
        {
            logging.SetMinimumLevel(LogLevel.Trace);
            if (log is not null) logging.AddProvider(log);
        });
        services.AddSingleton(clock ?? portal.Clock);
        services.AddAuthentication();
        services.AddApplication().AddInfrastructure(
            asOwner ? portal.Database.OwnerConnectionString : portal.Database.ConnectionString, portal.Data, new() { PersonalDataKeyFile = keyFile ?? Path.Combine(portal.Data.Keys, "personal-data.json") });
        _services = services.BuildServiceProvider();
    }

    public IPersonalDataCipher Cipher => Get<IPersonalDataCipher>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>In a scope of its own.</summary>
    public async Task<T> WithAsync<TService, T>(Func<TService, Task<T>> use) where TService : notnull
    {
        await using var scope = _services.CreateAsyncScope();
        return await use(scope.ServiceProvider.GetRequiredService<TService>());
    }

    public Task<T> QueryAsync<T>(Func<PortalDbContext, Task<T>> query) => WithAsync(query);

    public Task<RotationResult> RotateAsync(CryptographicSuite? suite = null, Action<RotationStep>? onStep = null) =>
        WithAsync((KeyRotation rotation) => rotation.RotateAsync(suite, new Steps(onStep), CancellationToken.None));

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Steps(Action<RotationStep>? onStep) : IProgress<RotationStep>
    {
        public void Report(RotationStep value) => onStep?.Invoke(value);
    }
}
