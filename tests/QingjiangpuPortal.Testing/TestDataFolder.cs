using QingjiangpuPortal.Infrastructure;

namespace QingjiangpuPortal.Testing;

/// <summary>A data folder of its own with the keys that the template database was sealed with; gone on disposal.</summary>
public sealed class TestDataFolder : IDisposable
{
    private const string NotSecret = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    public DataDirectory Data { get; } = new(Directory.CreateTempSubdirectory("qingjiangpu-portal-data-").FullName);

    public string KeyFile => Path.Combine(Data.Keys, "personal-data.json");

    private TestDataFolder() { }

    public static TestDataFolder Create()
    {
        var folder = new TestDataFolder();
        Directory.CreateDirectory(folder.Data.Keys);
        File.WriteAllText(folder.KeyFile, $$"""{"current":1,"encryption":{"1":"{{NotSecret}}"},"index":"{{NotSecret}}"}""");
        return folder;
    }

    public void Dispose() => Directory.Delete(Data.Root, recursive: true);
}
