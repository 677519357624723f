using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Protection;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Protection;

/// <summary>Keys over the life of a portal; every test has a database of its own.</summary>
public sealed class DataKeysTests : IAsyncLifetime
{
    private const string OldForm = $$"""{"current":2,"encryption":{"1":"BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=","2":"{{TestDataFolder.NotSecret}}"},"index":"{{TestDataFolder.NotSecret}}"}""";

    private readonly PortalFixture _portal = new();

    private string KeyFilePath => Path.Combine(_portal.Data.Keys, "personal-data.json");

    public Task InitializeAsync() => _portal.InitializeAsync();

    public Task DisposeAsync() => _portal.DisposeAsync();

    [Fact]
    public async Task A_file_of_the_old_form_goes_on_working_and_an_upgrade_changes_nothing_of_what_was_sealed()
    {
        await EmptyAsync();
        TestDataFolder.WriteKeys(KeyFilePath, OldForm);
        await using var running = new PortalInstance(_portal);
        await using var operating = new PortalInstance(_portal, asOwner: true);
        var person = await AddAsync(running, "李春燕", "13700000001");
        Assert.Empty(await running.QueryAsync(db => db.WrappedKeys.ToListAsync()));
        var (index, characters) = (running.Cipher.BlindIndex("13700000001", PersonalDataKind.Phone), running.Cipher.NameCharacters("李春燕"));
        Assert.Contains("keys upgrade", (await Assert.ThrowsAsync<InvalidOperationException>(() => operating.RotateAsync())).Message, StringComparison.Ordinal);

        await UpgradeAsync(operating);
        Assert.DoesNotContain("encryption", await File.ReadAllTextAsync(KeyFilePath), StringComparison.Ordinal);
        Assert.Equal(OldForm, await File.ReadAllTextAsync(KeyFilePath + ".old"));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFilePath + ".old"));
        _portal.Clock.Advance(DataKeys.MaxAge);
        await using var started = new PortalInstance(_portal);
        foreach (var instance in new[] { running, started })
        {
            Assert.Equal("李春燕", await NameAsync(instance, person));
            Assert.Equal(index, instance.Cipher.BlindIndex("13700000001", PersonalDataKind.Phone));
            Assert.Equal(characters, instance.Cipher.NameCharacters("李春燕"));
            Assert.Equal(2, instance.Cipher.Protect("x", PersonalDataKind.Name).Ciphertext[3]);
        }
        Assert.Equal(1, await running.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Kind == AuditKind.Keys && e.Action == "UpgradeKeys")));
        await Assert.ThrowsAsync<InvalidOperationException>(() => UpgradeAsync(operating));
    }

    [Fact]
    public async Task An_upgrade_that_was_cut_off_before_the_file_is_done_again_with_the_same_master_key()
    {
        await EmptyAsync();
        TestDataFolder.WriteKeys(KeyFilePath, OldForm);
        await using var operating = new PortalInstance(_portal, asOwner: true);
        var person = await AddAsync(operating, "李春燕", "13700000001");
        await UpgradeAsync(operating);
        // As if the process had ended one step earlier.
        File.Move(KeyFilePath, KeyFilePath + ".new");
        TestDataFolder.WriteKeys(KeyFilePath, OldForm);
        await using (var meanwhile = new PortalInstance(_portal)) Assert.Equal("李春燕", await NameAsync(meanwhile, person));

        await UpgradeAsync(operating);
        await using var started = new PortalInstance(_portal);
        Assert.Equal("李春燕", await NameAsync(started, person));
    }

    [Fact]
    public async Task Of_two_upgrades_at_once_one_upgrades_and_the_file_that_stays_opens_every_key()
    {
        await EmptyAsync();
        TestDataFolder.WriteKeys(KeyFilePath, OldForm);
        await using var one = new PortalInstance(_portal, asOwner: true);
        await using var other = new PortalInstance(_portal, asOwner: true);
        var person = await AddAsync(one, "李春燕", "13700000001");

        var both = await Task.WhenAll(new[] { one, other }.Select(instance => Task.Run(() => Record.ExceptionAsync(() => UpgradeAsync(instance)))));
        Assert.IsType<InvalidOperationException>(Assert.Single(both.OfType<Exception>()));
        await using var started = new PortalInstance(_portal);
        Assert.Equal("李春燕", await NameAsync(started, person));
    }

    [Fact]
    public async Task Every_instance_follows_a_rotation_at_once_where_it_reads_and_within_a_minute_where_it_seals()
    {
        var itsClock = new FakeTimeProvider(_portal.Clock.GetUtcNow());
        await using var other = new PortalInstance(_portal, clock: itsClock);
        Assert.Equal(1, other.Cipher.Protect("x", PersonalDataKind.Name).Ciphertext[3]);

        await using var rotating = new PortalInstance(_portal, asOwner: true);
        await rotating.RotateAsync(CryptographicSuite.Commercial, _ => _portal.Clock.Advance(KeyRotation.SettledAfter));
        Assert.Equal("李春燕", other.Cipher.Reveal(rotating.Cipher.Protect("李春燕", PersonalDataKind.Name), PersonalDataKind.Name));

        await using var third = new PortalInstance(_portal, clock: itsClock);
        Assert.Equal(2, third.Cipher.Protect("x", PersonalDataKind.Name).Ciphertext[3]);
        await rotating.RotateAsync(CryptographicSuite.International, _ => _portal.Clock.Advance(KeyRotation.SettledAfter));
        Assert.Equal(2, third.Cipher.Protect("x", PersonalDataKind.Name).Ciphertext[3]);
        itsClock.Advance(DataKeys.MaxAge);
        Assert.Equal(3, third.Cipher.Protect("x", PersonalDataKind.Name).Ciphertext[3]);
    }

    [Fact]
    public async Task Keys_in_memory_outlive_a_file_that_is_away_or_half_written()
    {
        await using var instance = new PortalInstance(_portal);
        var name = instance.Cipher.Protect("李春燕", PersonalDataKind.Name);
        TestDataFolder.WriteKeys(KeyFilePath, "{\"current\":");
        _portal.Clock.Advance(DataKeys.MaxAge);
        Assert.Equal("李春燕", instance.Cipher.Reveal(name, PersonalDataKind.Name));
    }

    [Fact]
    public async Task A_file_of_another_database_opens_nothing_and_says_which_key_it_lacks()
    {
        TestDataFolder.WriteKeys(KeyFilePath, """{"current":1,"master":{"1":"BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA="}}""");
        await using var wrong = new PortalInstance(_portal);
        Assert.Contains("master key 1 does not open the data key", Assert.Throws<InvalidKeyFileException>(wrong.Get<DataKeys>().Open).Message, StringComparison.Ordinal);

        TestDataFolder.WriteKeys(KeyFilePath, $$$"""{"current":2,"master":{"2":"{{{TestDataFolder.NotSecret}}}"}}""");
        await using var another = new PortalInstance(_portal);
        Assert.Contains("has no master key 1", Assert.Throws<InvalidKeyFileException>(another.Get<DataKeys>().Open).Message, StringComparison.Ordinal);

        // A fresh file beside data that was sealed by a lost one must not begin anew.
        await _portal.AsOwnerAsync("DELETE FROM protection_keys");
        Assert.Contains("sealed with a key file of the old form", Assert.Throws<InvalidKeyFileException>(another.Get<DataKeys>().Open).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_master_key_wraps_every_data_key_and_the_one_before_opens_nothing_any_more()
    {
        var before = Path.Combine(_portal.Data.Keys, "before.json");
        File.Copy(KeyFilePath, before);
        await using var instance = new PortalInstance(_portal, asOwner: true);
        KeyFile.Read(KeyFilePath).AddMaster();
        Assert.Equal(4, await instance.WithAsync((KeyCommands commands) => commands.RotateMasterAsync(CancellationToken.None)));
        Assert.Equal(0, await instance.WithAsync((KeyCommands commands) => commands.RotateMasterAsync(CancellationToken.None)));

        await using var started = new PortalInstance(_portal);
        Assert.Equal("李春燕", await NameAsync(started, _portal.Worker));
        await using var late = new PortalInstance(_portal, keyFile: before);
        Assert.Contains("has no master key 2", Assert.Throws<InvalidKeyFileException>(late.Get<DataKeys>().Open).Message, StringComparison.Ordinal);
        Assert.Equal(1, await _portal.QueryAsync(db => db.AuditEntries.CountAsync(e => e.Kind == AuditKind.Keys && e.Action == "RotateMasterKey" && e.IsSystem)));
    }

    [Fact]
    public async Task Purposes_have_keys_of_their_own_and_each_says_its_suite()
    {
        await using var instance = new PortalInstance(_portal);
        var keys = Enum.GetValues<KeyPurpose>().Select(p => Convert.ToHexString(instance.Get<DataKeys>().Current(p).Key)).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        var cipher = instance.Cipher;
        Assert.NotEqual(cipher.BlindIndex("李", PersonalDataKind.Name), cipher.NameCharacters("李")[0]);
        Assert.NotEqual(cipher.BlindIndex("1", PersonalDataKind.Name), cipher.BlindIndex("1", PersonalDataKind.Phone));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Reveal(cipher.Protect("1", PersonalDataKind.Phone), PersonalDataKind.Name));
        Assert.Equal(cipher.BlindIndex("32081219500302123x", PersonalDataKind.IdNumber), cipher.BlindIndex("320812 19500302 123X", PersonalDataKind.IdNumber));
    }

    [Fact]
    public async Task The_keys_of_cookies_are_sealed_at_rest_and_those_stored_in_clear_before_stay_readable()
    {
        string old, current;
        await using (var before = new PortalInstance(_portal))
        {
            before.Get<IOptions<KeyManagementOptions>>().Value.XmlEncryptor = null;
            old = before.Get<IDataProtectionProvider>().CreateProtector("test").Protect("a cookie");
        }
        Assert.Contains("<value>", Assert.Single(await StoredAsync()), StringComparison.Ordinal);
        var log = new CollectedLog();
        await using (var instance = new PortalInstance(_portal, log: log))
        {
            Assert.Equal("a cookie", instance.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(old));
            var next = instance.Get<IKeyManager>().CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(90));
            current = Assert.Single(await StoredAsync(), xml => xml.Contains(next.KeyId.ToString(), StringComparison.Ordinal));
        }
        Assert.DoesNotContain("<value>", current, StringComparison.Ordinal);
        Assert.DoesNotContain(log.Lines, line => line.Contains("No XML encryptor", StringComparison.Ordinal));

        await using var started = new PortalInstance(_portal);
        var keys = started.Get<IKeyManager>().GetAllKeys();
        Assert.Equal(2, keys.Count);
        Assert.All(keys, key => Assert.NotNull(key.CreateEncryptor()));

        Task<List<string>> StoredAsync() => _portal.QueryAsync(db => db.DataProtectionKeys.Select(k => k.Xml!).ToListAsync());
    }

    private static async Task UpgradeAsync(PortalInstance instance) =>
        await instance.WithAsync(async (KeyCommands commands) => { await commands.UpgradeAsync(CancellationToken.None); return true; });

    private static async Task<Guid> AddAsync(PortalInstance instance, string name, string phone)
    {
        var person = Person.Create(
            Guid.CreateVersion7(), instance.Cipher.Protect(name, PersonalDataKind.Name), instance.Cipher.Protect(phone, PersonalDataKind.Phone), DateTimeOffset.UtcNow);
        await instance.QueryAsync(async db => { db.People.Add(person); return await db.SaveChangesAsync(); });
        return person.Id;
    }

    private static async Task<string> NameAsync(PortalInstance instance, Guid person) =>
        instance.Cipher.Reveal((await instance.QueryAsync(db => db.People.AsNoTracking().SingleAsync(p => p.Id == person))).Name!, PersonalDataKind.Name);

    /// <summary>A database that was never used.</summary>
    private Task EmptyAsync() => _portal.AsOwnerAsync("TRUNCATE protection_keys, people CASCADE");
}
