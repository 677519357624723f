using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Web.Tests.Hosting;

/// <summary>One portal for all tests over HTTP. Each test comes with clients of its own and files reports of its own.</summary>
public sealed class PortalOverHttp : PortalFixture
{
    public PortalHost Host { get; private set; } = null!;

    public static DemoAccount ResidentAccount => DemoAccounts.All[0];
    public static DemoAccount AnotherResidentAccount => DemoAccounts.All[1];
    public static DemoAccount WorkerAccount => DemoAccounts.All[3];
    public static DemoAccount SecurityAdministratorAccount => DemoAccounts.All[9];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Host = new(this);
        // The first report is filed after the start, which sets the clock and makes the month's partitions.
        Host.Start();
    }

    public override async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await base.DisposeAsync();
    }
}

/// <summary>One host after the other: the log and the console belong to the process.</summary>
[CollectionDefinition(Name)]
public sealed class PortalOverHttpCollection : ICollectionFixture<PortalOverHttp>
{
    public const string Name = "Portal over HTTP";
}
