using QingjiangpuPortal.Infrastructure.Protection;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.Protection;

public sealed class KeyFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("qingjiangpu-portal-keys-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "personal-data.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_made_file_is_its_owners_alone_and_is_never_overwritten()
    {
        KeyFile.Create(Path);
        Assert.Equal([1], KeyFile.Read(Path).Versions);
        Assert.Throws<IOException>(() => KeyFile.Create(Path));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_further_master_key_becomes_the_current_one_beside_those_before()
    {
        KeyFile.Create(Path);
        var first = KeyFile.Read(Path);
        Assert.Equal(2, first.AddMaster());
        var both = KeyFile.Read(Path);
        Assert.Equal(2, both.Current);
        Assert.Equal(first.WrappingKey(1, CryptographicSuite.Commercial), both.WrappingKey(1, CryptographicSuite.Commercial));
        Assert.NotEqual(both.WrappingKey(1, CryptographicSuite.International), both.WrappingKey(2, CryptographicSuite.International));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void Master_keys_added_by_several_who_read_the_same_file_are_all_kept()
    {
        KeyFile.Create(Path);
        var (one, other) = (KeyFile.Read(Path), KeyFile.Read(Path));
        Assert.Equal([2, 3], [one.AddMaster(), other.AddMaster()]);
        Assert.Equal([1, 2, 3], KeyFile.Read(Path).Versions);

        using var busy = new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Assert.Contains("another command", Assert.Throws<InvalidOperationException>(() => one.AddMaster()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named_with_what_to_do() =>
        Assert.Contains("Restore it from the backup", Assert.Throws<InvalidKeyFileException>(() => KeyFile.Read(Path)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"current":1,"master":{"1":"c2hvcnQ="}}""")]
    [InlineData("""{"current":1,"master":{"first":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}""")]
    [InlineData("""{"current":2,"master":{"1":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}""")]
    [InlineData("""{"current":1,"encryption":{"1":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}}""")]
    [InlineData("""{"current":2,"encryption":{"1":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},"index":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}""")]
    public void A_file_that_holds_no_keys_is_named(string content)
    {
        TestDataFolder.WriteKeys(Path, content);
        Assert.Contains("is not a key file", Assert.Throws<InvalidKeyFileException>(() => KeyFile.Read(Path)).Message, StringComparison.Ordinal);
    }
}
