using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QingjiangpuPortal.Infrastructure.Protection;

/// <summary>
/// The one secret outside the database and the repository: master keys, JSON
/// <c>{"current":2,"master":{"1":"base64 of 32 bytes","2":"…"}}</c>, readable by the portal's user only. They wrap the data
/// keys and encrypt nothing else. The old form, <c>{"current":1,"encryption":{"1":"…"},"index":"…"}</c>, holds the data keys
/// themselves and goes on working until <c>keys upgrade</c>.
/// </summary>
public sealed class KeyFile
{
    private const int KeySize = 32;

    private readonly Dictionary<int, byte[]> _masters;

    private KeyFile(string path, int current, Dictionary<int, byte[]> masters, IReadOnlyList<DataKey> oldForm) =>
        (Path, Current, _masters, OldForm) = (path, current, masters, oldForm);

    public string Path { get; }

    /// <summary>The version of the master key that wraps what is wrapped from now on.</summary>
    public int Current { get; }

    /// <summary>The versions of the master keys it holds.</summary>
    public IEnumerable<int> Versions => _masters.Keys.Order();

    /// <summary>The data keys of a file in the old form; empty for one of master keys.</summary>
    internal IReadOnlyList<DataKey> OldForm { get; }

    public bool IsOldForm => OldForm.Count > 0;

    /// <exception cref="InvalidKeyFileException">The file is missing, wrong or open to everybody; the sentence names it and what to do.</exception>
    public static KeyFile Read(string path)
    {
        if (!File.Exists(path))
            throw new InvalidKeyFileException($"The key file '{path}' is missing. Without it no protected name or number can be read. Restore it from the backup, or create a first one with 'keys new' of the Admin command line.");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != UnixFileMode.None)
            throw new InvalidKeyFileException($"The key file '{path}' is open to every user of this machine. Let only the portal's user read it: chmod 600 '{path}'.");
        try
        {
            var file = JsonSerializer.Deserialize<Content>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? throw new JsonException("It is empty.");
            if (file.Master is null) return new(path, file.Current, [], OldKeys(file));
            var masters = Keys(file.Master);
            if (!masters.ContainsKey(file.Current)) throw new FormatException($"It has no master key of the current version {file.Current}.");
            return new(path, file.Current, masters, []);
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new InvalidKeyFileException($"The key file '{path}' is not a key file: {e.Message}", e);
        }
    }

    /// <summary>Writes a file with one fresh master key, for the owner's eyes only.</summary>
    /// <exception cref="IOException">There is a file already: keys are never overwritten.</exception>
    public static void Create(string path)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Write(path, options, new(1, Master: new(StringComparer.Ordinal) { ["1"] = NewKey() }));
    }

    /// <summary>
    /// Adds a fresh master key to those that the file holds now and makes it the current one. The file is replaced in one
    /// step, so that a portal that runs never reads half of it.
    /// </summary>
    /// <returns>The version of the new key.</returns>
    /// <exception cref="InvalidOperationException">Somebody else is adding one at this moment.</exception>
    public int AddMaster()
    {
        using var alone = Lock(Path);
        var now = Read(Path)._masters;
        var version = now.Keys.Max() + 1;
        var masters = now.ToDictionary(m => m.Key.ToString(CultureInfo.InvariantCulture), m => Convert.ToBase64String(m.Value), StringComparer.Ordinal);
        masters.Add(version.ToString(CultureInfo.InvariantCulture), NewKey());
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = File.GetUnixFileMode(Path);
        Write(Path + ".new", options, new(version, Master: masters));
        File.Move(Path + ".new", Path, overwrite: true);
        return version;
    }

    /// <summary>The key under which data keys of a suite are wrapped; <c>null</c> when the file has no such master key.</summary>
    internal byte[]? WrappingKey(int version, CryptographicSuite suite) => _masters.TryGetValue(version, out var master)
        ? suite.Algorithms().Mac(master, "data key wrapping"u8)[..suite.Algorithms().KeySize]
        : null;

    /// <summary>A file of its own, which stays: the key file itself is replaced while it is held.</summary>
    private static FileStream Lock(string path)
    {
        try
        {
            return new(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException($"The key file '{path}' is being changed by another command. Try again when that is done.", e);
        }
    }

    private static IReadOnlyList<DataKey> OldKeys(Content file)
    {
        var encryption = Keys(file.Encryption ?? throw new FormatException("It has neither master nor encryption keys."));
        if (!encryption.ContainsKey(file.Current)) throw new FormatException($"It has no encryption key of the current version {file.Current}.");
        var index = Key(file.Index ?? throw new FormatException("It has no index key."));
        return
        [
            // The last of a purpose is the one that seals.
            .. encryption.OrderBy(e => e.Key == file.Current).ThenBy(e => e.Key).Select(e => Old(KeyPurpose.Encryption, e.Key, e.Value)),
            Old(KeyPurpose.BlindIndex, 1, index),
            // What the old form knew nothing of is derived, the same on every instance; an upgrade keeps it.
            Old(KeyPurpose.NameCharacters, 1, Derived("name characters")),
            Old(KeyPurpose.Cookies, 1, Derived("cookies")),
        ];

        static DataKey Old(KeyPurpose purpose, int version, byte[] key) => new(purpose, version, CryptographicSuite.International, key);
        byte[] Derived(string label) => HMACSHA256.HashData(index, Encoding.UTF8.GetBytes("portal key derivation\n" + label));
    }

    private static void Write(string path, FileStreamOptions options, Content content)
    {
        using var stream = new FileStream(path, options);
        JsonSerializer.Serialize(stream, content, JsonSerializerOptions.Web);
        stream.Flush(flushToDisk: true);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeySize));

    private static Dictionary<int, byte[]> Keys(Dictionary<string, string> keys) =>
        keys.ToDictionary(e => int.Parse(e.Key, CultureInfo.InvariantCulture), e => Key(e.Value));

    private static byte[] Key(string base64) => Convert.FromBase64String(base64) is { Length: KeySize } key
        ? key : throw new FormatException($"A key is not {KeySize} bytes long.");

    private sealed record Content(
        int Current,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Dictionary<string, string>? Master = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Dictionary<string, string>? Encryption = null,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Index = null);
}

/// <summary>The key file is missing or wrong; the message is a sentence for the operator.</summary>
public sealed class InvalidKeyFileException(string message, Exception? innerException = null) : Exception(message, innerException);
