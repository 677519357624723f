using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using QingjiangpuPortal.Application;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Places;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using Xunit;

namespace QingjiangpuPortal.Testing;

/// <summary>
/// The portal without its pages: production's services over a database of its own with the whole district and the demo
/// accounts, a clock that tests move, and a folder for files. As a class fixture it serves all tests of one class; a test
/// that counts works in a micro-grid of its own or stands in a class of its own.
/// </summary>
public class PortalFixture : IAsyncLifetime
{
    /// <summary>When every fixture begins: a Monday, ten in the morning of Asia/Shanghai; in UTC, as clocks of servers say it.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);

    private TestDataFolder _data = null!;
    private TestServer _server = null!;
    private ServiceProvider _services = null!;
    private Dictionary<string, Guid> _demoPeople = [];
    private int _lastPhone;
    private int _lastMicroGrid;

    /// <summary>This fixture's. Its services use the running portal's role, so that what is not granted fails here too.</summary>
    public TestDatabase Database { get; private set; } = null!;

    public DataDirectory Data => _data.Data;
    public FakeTimeProvider Clock { get; } = new(Start);
    public IServiceProvider ServiceProvider => _services;
    public PlaceMap Places { get; private set; } = null!;

    public Guid Resident => Demo(0);
    public Guid AnotherResident => Demo(1);

    /// <summary>Leader and worker of <see cref="DemoAccounts.MicroGrid"/> and its grid.</summary>
    public Guid Leader => Demo(2);
    public Guid Worker => Demo(3);

    /// <summary>Worker of <see cref="DemoAccounts.OtherGrid"/>, in another street.</summary>
    public Guid WorkerElsewhere => Demo(4);
    public Guid CommunityOfficer => Demo(5);
    public Guid StreetOfficer => Demo(6);

    /// <summary>Of the district's urban management bureau, 320812D01.</summary>
    public Guid DepartmentOfficer => Demo(7);
    public Guid DistrictOfficer => Demo(8);
    public Guid SecurityAdministrator => Demo(9);
    public Guid SystemAdministrator => Demo(10);
    public Guid AuditAdministrator => Demo(11);

    /// <summary>Of the worker's grid.</summary>
    public Guid Volunteer => Demo(12);

    /// <summary>Of a provider near the demo's people.</summary>
    public Guid Carer => Demo(13);

    /// <summary>Of the street officer's street.</summary>
    public Guid InsuranceOfficer => _demoPeople["13800000031"];

    public virtual async Task InitializeAsync()
    {
        _server = await TestServer.SharedAsync();
        Database = await _server.CloneAsync();
        _data = TestDataFolder.Create();
        _services = Services(Database.ConnectionString, _data, Clock, Configure);
        Places = await _services.GetRequiredService<IPlaceDirectory>().CurrentAsync(CancellationToken.None);
        var cipher = _services.GetRequiredService<IPersonalDataCipher>();
        var people = await QueryAsync(db => db.People.AsNoTracking().ToListAsync());
        _demoPeople = people.ToDictionary(p => cipher.Reveal(p.Phone, PersonalDataKind.Phone), p => p.Id, StringComparer.Ordinal);
    }

    public virtual async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _server.DropAsync(Database);
        _data.Dispose();
    }

    /// <summary>Sends a request as somebody who signed in, or as somebody who did not (<c>null</c>), in a scope of its own.</summary>
    public async Task<ErrorOr<T>> SendAsync<T>(IRequest<ErrorOr<T>> request, Guid? by)
    {
        await using var scope = _services.CreateAsyncScope();
        if (by is { } person) await scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsAsync(person, CancellationToken.None);
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Sends a request as the portal's own workers do.</summary>
    public async Task<ErrorOr<T>> SendAsSystemAsync<T>(IRequest<ErrorOr<T>> request)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsSystem();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request);
    }

    /// <summary>Reads or writes the database directly, in a scope of its own.</summary>
    public async Task<T> QueryAsync<T>(Func<PortalDbContext, Task<T>> query)
    {
        await using var scope = _services.CreateAsyncScope();
        return await query(scope.ServiceProvider.GetRequiredService<PortalDbContext>());
    }

    /// <summary>Does to the database what only its owner can.</summary>
    public async Task AsOwnerAsync(string statements)
    {
        await using var connection = new Npgsql.NpgsqlConnection(Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Adds somebody who holds these posts, or a resident.</summary>
    public async Task<Guid> AddPersonAsync(params HeldPost[] posts)
    {
        var cipher = _services.GetRequiredService<IPersonalDataCipher>();
        var number = Interlocked.Increment(ref _lastPhone);
        var person = Person.Create(
            Guid.CreateVersion7(), cipher.Protect($"试{number}", PersonalDataKind.Name),
            cipher.Protect($"139{number:D8}", PersonalDataKind.Phone), Clock.GetUtcNow());
        var today = Domain.Common.ChinaTime.DayOf(Clock.GetUtcNow());
        return await QueryAsync(async db =>
        {
            db.People.Add(person);
            db.Posts.AddRange(posts.Select(p => Post.Create(Guid.CreateVersion7(), person.Id, p.Kind, p.UnitCode, today)));
            await db.SaveChangesAsync();
            return person.Id;
        });
    }

    /// <summary>Adds somebody who holds one post.</summary>
    public Task<Guid> AddPersonAsync(PostKind kind, string unitCode) => AddPersonAsync(new HeldPost(kind, unitCode));

    /// <summary>
    /// A micro-grid that no other test of the fixture uses, in a grid of its own without leader or worker; outside the
    /// streets of the demo accounts.
    /// </summary>
    public string NewMicroGrid() => Places.OfLevel(OrgLevel.Grid)
        .Where(g => !g.Code.StartsWith("320812003", StringComparison.Ordinal) && !g.Code.StartsWith("320812011", StringComparison.Ordinal))
        .Select(g => Places.ChildrenOf(g.Code).First().Code)
        .ElementAt(Interlocked.Increment(ref _lastMicroGrid));

    /// <summary>Settings that differ from the demo profile's.</summary>
    protected virtual void Configure(PortalSettings settings)
    {
    }

    /// <summary>The services of production, without the web.</summary>
    internal static ServiceProvider Services(string connectionString, TestDataFolder data, TimeProvider clock, Action<PortalSettings>? configure = null)
    {
        var settings = new PortalSettings { Demo = true, PersonalDataKeyFile = data.KeyFile };
        configure?.Invoke(settings);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        // The host's part of signing in; requests that open a session are tested over HTTP.
        services.AddAuthentication();
        services.AddApplication().AddInfrastructure(connectionString, data.Data, settings);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    private Guid Demo(int account) => _demoPeople[DemoAccounts.All[account].Phone];
}
