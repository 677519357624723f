using QingjiangpuPortal.Infrastructure;

namespace QingjiangpuPortal.Testing;

/// <summary>A data folder of its own with the keys that the template database was sealed with; gone on disposal.</summary>
public sealed class TestDataFolder : IDisposable
{
    public const string NotSecret = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    public DataDirectory Data { get; } = new(Directory.CreateTempSubdirectory("qingjiangpu-portal-data-").FullName);

    public string KeyFile => Path.Combine(Data.Keys, "personal-data.json");

    private TestDataFolder() { }

    public static TestDataFolder Create()
    {
        var folder = new TestDataFolder();
        Directory.CreateDirectory(folder.Data.Keys);
        WriteKeys(folder.KeyFile, $$$"""{"current":1,"master":{"1":"{{{NotSecret}}}"}}""");
        return folder;
    }

    /// <summary>Writes a key file as it must be: for its owner's eyes only.</summary>
    public static void WriteKeys(string path, string content)
    {
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    public void Dispose() => Directory.Delete(Data.Root, recursive: true);
}
