using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Infrastructure.Identity;
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

    /// <summary>A resident of nobody else's, who signs in as the demo's accounts do.</summary>
    public async Task<(DemoAccount Account, Guid Id)> AddAccountAsync()
    {
        var (id, phone) = await this.AddResidentAsync();
        await QueryAsync(async db =>
        {
            var login = PortalLogin.For(id);
            login.PasswordHash = await db.Set<PortalLogin>().Where(l => l.Id == Resident).Select(l => l.PasswordHash).SingleAsync();
            db.Add(login);
            return await db.SaveChangesAsync();
        });
        return (new DemoAccount(phone, Name: "", Role: "", Post: null, UnitCode: null), id);
    }

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
