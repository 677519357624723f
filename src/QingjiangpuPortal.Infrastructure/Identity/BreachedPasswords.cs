using System.Security.Cryptography;
using System.Text;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Infrastructure.Identity;

/// <summary>The configured file of leaked passwords cannot be used; the message says why.</summary>
public sealed class InvalidPasswordFileException(string message) : Exception(message);

/// <summary>
/// The commonest passwords (CommonPasswords.txt, compared without regard to case), and a file of leaked ones where one is
/// configured: lines <c>SHA-1 in hex:count</c> in the order of the hashes, as the well-known downloadable list has them. The
/// file is tens of gigabytes, so it is searched where it lies: about 40 reads of a few hundred bytes.
/// </summary>
internal sealed class BreachedPasswords : IBreachedPasswords
{
    private const int HashLength = 40;
    private const int MaxLine = 64;

    private static readonly HashSet<string> Common = ReadCommon();
    private readonly string? _file;

    /// <exception cref="InvalidPasswordFileException">The file is missing, has other lines, or is not sorted.</exception>
    public BreachedPasswords(string? file)
    {
        _file = file;
        if (file is null) return;
        if (!File.Exists(file)) throw new InvalidPasswordFileException($"The file of leaked passwords (Portal:BreachedPasswordFile) is missing: {file}");
        CheckOrder(file);
    }

    public bool Contains(string password) =>
        Common.Contains(password) || (_file is not null && IsInFile(_file, Sha1Of(password)));

    private static bool IsInFile(string file, string hash)
    {
        using var stream = File.OpenRead(file);
        long low = 0, high = stream.Length;
        // Invariant: a line with this hash begins in [low, high).
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var (start, line) = LineFrom(stream, middle);
            if (line is null || start >= high)
            {
                high = middle;
                continue;
            }
            var order = string.CompareOrdinal(line, 0, hash, 0, HashLength);
            if (order == 0) return true;
            if (order < 0) low = start + 1;
            else high = middle;
        }
        return false;
    }

    /// <summary>The hash of the first line that begins at or after a position, and where.</summary>
    private static (long Start, string? Line) LineFrom(FileStream stream, long position)
    {
        Span<byte> buffer = stackalloc byte[2 * MaxLine];
        // A line begins where the byte before ends one.
        var from = Math.Max(0, position - 1);
        stream.Position = from;
        var text = Encoding.ASCII.GetString(buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)]);
        var begin = 0;
        if (position > 0)
        {
            begin = text.IndexOf('\n', StringComparison.Ordinal) + 1;
            if (begin == 0) return (stream.Length, null);
        }
        return text.Length - begin < HashLength ? (stream.Length, null) : (from + begin, text.Substring(begin, HashLength).ToUpperInvariant());
    }

    /// <summary>A look at a thousand places finds a file in another order; reading all of it would take minutes.</summary>
    private static void CheckOrder(string file)
    {
        const int Probes = 1000;
        using var stream = File.OpenRead(file);
        var last = "";
        for (var i = 0; i < Probes; i++)
        {
            var (_, line) = LineFrom(stream, stream.Length / Probes * i);
            if (line is null) break;
            if (!line.All(char.IsAsciiHexDigit))
                throw new InvalidPasswordFileException($"The file of leaked passwords (Portal:BreachedPasswordFile) has lines that are no SHA-1 in hex: {file}");
            if (string.CompareOrdinal(line, last) < 0)
                throw new InvalidPasswordFileException($"The file of leaked passwords (Portal:BreachedPasswordFile) is not sorted by its hashes: {file}");
            last = line;
        }
        if (last.Length == 0) throw new InvalidPasswordFileException($"The file of leaked passwords (Portal:BreachedPasswordFile) is empty: {file}");
    }

#pragma warning disable CA5350 // What the list is made of; nothing is protected by it.
    private static string Sha1Of(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350

    private static HashSet<string> ReadCommon()
    {
        using var reader = new StreamReader(typeof(BreachedPasswords).Assembly.GetManifestResourceStream("Identity.CommonPasswords.txt")!);
        return new(reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), StringComparer.OrdinalIgnoreCase);
    }
}
