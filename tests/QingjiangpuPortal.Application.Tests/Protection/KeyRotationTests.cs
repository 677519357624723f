using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Infrastructure.Protection;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Protection;

/// <summary>A rotation while the portal runs; every test has a database of its own.</summary>
public sealed class KeyRotationTests : IAsyncLifetime
{
    private readonly PortalFixture _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task No_protected_property_is_forgotten()
    {
        var found = await _portal.QueryAsync(db => Task.FromResult(ProtectedColumn.In(db.Model)));
        // What only travels in memory to become an entity is no row.
        var stored = await _portal.QueryAsync(db => Task.FromResult(db.Model.GetEntityTypes().Select(entity => entity.ClrType).Where(type => type.Assembly == typeof(Person).Assembly).ToList()));
        var properties = stored.SelectMany(type => type.GetProperties().Where(p => p.PropertyType == typeof(Protected))).Count();
        Assert.True(properties > 0);
        Assert.Equal(properties, found.Count);
        // Whatever the database holds as a ciphertext is one of them, however it is mapped.
        var columns = await _portal.QueryAsync(db => db.Database.SqlQuery<string>(
            $"SELECT table_name || '.' || column_name AS \"Value\" FROM information_schema.columns WHERE column_name LIKE '%ciphertext%' AND table_schema = 'public'").ToListAsync());
        Assert.Equal(columns.Order(StringComparer.Ordinal), found.Select(c => c.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_rotation_cut_off_in_the_middle_goes_on_where_it_was_and_loses_nothing_of_what_is_written_meanwhile()
    {
        var people = await AddPeopleAsync(1_200);
        await _portal.FileAsync(_portal.Filing() with { ContactName = "周小满", ContactPhone = "13800138000" });
        await using var rotating = new PortalInstance(_portal, asOwner: true);
        // An instance whose clock stands still goes on sealing with the old key.
        await using var slow = new PortalInstance(_portal, clock: new FakeTimeProvider(_portal.Clock.GetUtcNow()));
        Assert.Equal(1, slow.Cipher.Protect("x", PersonalDataKind.Name).Ciphertext[3]);

        long before = 0;
        await Assert.ThrowsAsync<TimeoutException>(() => rotating.RotateAsync(CryptographicSuite.Commercial, step =>
        {
            before = step.Rows;
            if (step.Rows >= 1_000) throw new TimeoutException("cut off");
        }));
        Assert.Equal(before, await rotating.QueryAsync(db => db.RotationProgress.Where(p => p.ColumnName == "people.name_ciphertext").Select(p => p.Rows).SingleAsync()));
        Assert.Contains("is not finished", (await Assert.ThrowsAsync<InvalidOperationException>(() => rotating.RotateAsync(CryptographicSuite.International))).Message, StringComparison.Ordinal);

        var renamed = 0;
        var steps = new List<RotationStep>();
        var done = await rotating.RotateAsync(onStep: step =>
        {
            steps.Add(step);
            // What was done already is written with the old key again, in the middle of it.
            if (renamed < 20) RenameAsync(slow, people[renamed], $"慢{renamed++}").Wait();
            _portal.Clock.Advance(KeyRotation.SettledAfter);
        });
        Assert.Equal((2, CryptographicSuite.Commercial), (done.Version, done.Suite));
        Assert.Equal([1], done.Retired);
        // It began behind what was done: the rest of that column, not all of it.
        var demoAccounts = DemoAccounts.All.Count;
        Assert.Equal(people.Count + demoAccounts - before, steps.First(s => s.Column == "people.name_ciphertext").Rows);
        Assert.Equal([2], (await rotating.WithAsync((KeyRotation r) => r.RowsPerVersionAsync(CancellationToken.None))).Select(c => c.Version));

        var all = await rotating.QueryAsync(db => db.People.AsNoTracking().ToDictionaryAsync(p => p.Id));
        for (var i = 0; i < people.Count; i++)
        {
            Assert.Equal(i < renamed ? $"慢{i}" : $"人{i}", slow.Cipher.Reveal(all[people[i]].Name!, PersonalDataKind.Name));
            Assert.Equal($"135{i:D8}", rotating.Cipher.Reveal(all[people[i]].Phone, PersonalDataKind.Phone));
        }
        var lines = await rotating.QueryAsync(db => db.AuditEntries.Where(e => e.Kind == AuditKind.Keys).OrderBy(e => e.Id).Select(e => e.Action + " " + e.SubjectId).ToListAsync());
        Assert.Equal(["RotateKeys 2", "RetireKey 1"], lines);
    }

    [Fact]
    public async Task Filing_goes_on_while_keys_rotate_and_every_number_is_read_afterwards()
    {
        await AddPeopleAsync(600);
        await using var rotating = new PortalInstance(_portal, asOwner: true);
        using var over = new CancellationTokenSource();
        var filing = Task.Run(async () =>
        {
            var filed = new List<Guid>();
            while (!over.IsCancellationRequested || filed.Count == 0)
                filed.Add((await _portal.FileAsync(_portal.Filing() with { ContactPhone = $"138{filed.Count:D8}" })).Id);
            return filed;
        });
        await rotating.RotateAsync(CryptographicSuite.Commercial, _ => _portal.Clock.Advance(KeyRotation.SettledAfter));
        await over.CancelAsync();
        var reports = await filing;
        for (var i = 0; i < reports.Count; i++)
            Assert.Equal($"138{i:D8}", rotating.Cipher.Reveal((await _portal.ReportAsync(reports[i])).ContactPhone!, PersonalDataKind.Phone));
    }

    [Fact]
    public async Task A_form_that_was_open_meanwhile_is_a_conflict_once()
    {
        var report = await _portal.FileAsync(_portal.Filing() with { ContactPhone = "13800138000" });
        var shown = (await _portal.ReportAsync(report.Id)).Version;
        await using var rotating = new PortalInstance(_portal, asOwner: true);
        await rotating.RotateAsync(onStep: _ => _portal.Clock.Advance(KeyRotation.SettledAfter));
        Assert.Equal("Access.ChangedMeanwhile", (await _portal.SendAsync(new AcceptGridReport(report.Id, shown, Note: null), _portal.Worker)).FirstError.Code);
        (await _portal.DoAsync(report.Id, v => new AcceptGridReport(report.Id, v, Note: null), _portal.Worker)).Must();
    }

    [Fact]
    public async Task A_ciphertext_that_does_not_open_is_named_with_its_table_column_and_id()
    {
        await _portal.AsOwnerAsync($"UPDATE people SET phone_ciphertext = overlay(phone_ciphertext placing '\\x00' from 20) WHERE id = '{_portal.Resident}'");
        await using var rotating = new PortalInstance(_portal, asOwner: true);
        var stopped = await Assert.ThrowsAsync<InvalidOperationException>(() => rotating.RotateAsync());
        Assert.StartsWith($"The ciphertext in people.phone_ciphertext of id {_portal.Resident} does not open", stopped.Message, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<Guid>> AddPeopleAsync(int count)
    {
        await using var instance = new PortalInstance(_portal);
        var people = Enumerable.Range(0, count).Select(i => Person.Create(
            Guid.CreateVersion7(), instance.Cipher.Protect($"人{i}", PersonalDataKind.Name), instance.Cipher.Protect($"135{i:D8}", PersonalDataKind.Phone),
            _portal.Clock.GetUtcNow())).ToList();
        await instance.QueryAsync(async db => { db.People.AddRange(people); return await db.SaveChangesAsync(); });
        return people.ConvertAll(p => p.Id);
    }

    private static Task<int> RenameAsync(PortalInstance instance, Guid person, string name) => instance.QueryAsync(async db =>
    {
        (await db.People.SingleAsync(p => p.Id == person)).Rename(instance.Cipher.Protect(name, PersonalDataKind.Name));
        return await db.SaveChangesAsync();
    });
}
