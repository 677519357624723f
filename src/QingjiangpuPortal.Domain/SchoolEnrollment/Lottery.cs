using System.Security.Cryptography;
using System.Text;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.SchoolEnrollment;

/// <param name="Rank">Counted from 1.</param>
/// <param name="Number">64 hexadecimal digits, lower case.</param>
public readonly record struct LotteryTicket(int Rank, string Receipt, string Number);

/// <summary>
/// 摇号 that anybody can verify. Before registration opens the <see cref="Commitment"/> to a secret seed is published,
/// and which public draw will be used; before that draw the <see cref="FrozenList"/> of receipts with its <see cref="Digest"/>;
/// after it the seed and the draw's text. Then everybody can compute every number, and nobody could have chosen one.
/// Texts are hashed as UTF-8, exactly as they stand: nothing is trimmed or normalised.
/// </summary>
public static class Lottery
{
    /// <summary>In bytes.</summary>
    public const int SeedLength = 32;

    /// <summary>Reads 64 hexadecimal digits.</summary>
    /// <returns><c>Lottery.SeedWrong</c> when it is anything else.</returns>
    public static ErrorOr<byte[]> ParseSeed(string? hex) =>
        hex is { Length: 2 * SeedLength } && hex.All(char.IsAsciiHexDigit)
            ? Convert.FromHexString(hex)
            : Failure.Invalid("Lottery.SeedWrong", "Seed", 2 * SeedLength);

    /// <summary>SHA-256 of the seed, as lower-case hexadecimal digits.</summary>
    public static string Commitment(ReadOnlySpan<byte> seed) => Convert.ToHexStringLower(SHA256.HashData(seed));

    /// <summary>
    /// The receipts, ascending by UTF-16 code unit (as browsers and .NET sort), each with a line feed after it, the last one too;
    /// nothing else.
    /// </summary>
    public static string FrozenList(IEnumerable<string> receipts) =>
        string.Concat(receipts.Order(StringComparer.Ordinal).Select(receipt => receipt + "\n"));

    /// <summary>SHA-256 of the frozen list, as lower-case hexadecimal digits.</summary>
    public static string Digest(IEnumerable<string> receipts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(FrozenList(receipts))));

    /// <summary>SHA-256(seed ‖ draw).</summary>
    public static byte[] Key(ReadOnlySpan<byte> seed, string draw) => SHA256.HashData([.. seed, .. Encoding.UTF8.GetBytes(draw)]);

    /// <summary>HMAC-SHA256(key, receipt), as lower-case hexadecimal digits.</summary>
    public static string NumberOf(byte[] key, string receipt) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(receipt)));

    /// <summary>Everybody's number and rank, first rank first: ascending by number, then by receipt.</summary>
    /// <param name="draw">The text of the public draw.</param>
    /// <returns><c>Lottery.DrawMissing</c>; <c>Lottery.ReceiptWrong</c> for one that is blank or longer than a line; <c>Lottery.ReceiptTwice</c>.</returns>
    public static ErrorOr<LotteryTicket[]> Draw(ReadOnlySpan<byte> seed, string draw, IReadOnlyCollection<string> receipts)
    {
        if (string.IsNullOrWhiteSpace(draw)) return Failure.Invalid("Lottery.DrawMissing", "Draw");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var receipt in receipts)
        {
            // A line feed would make two lines of it in the frozen list.
            if (string.IsNullOrWhiteSpace(receipt) || receipt.AsSpan().ContainsAny('\r', '\n')) return Failure.Invalid("Lottery.ReceiptWrong", "Receipts", receipt);
            if (!seen.Add(receipt)) return Failure.Invalid("Lottery.ReceiptTwice", "Receipts", receipt);
        }
        var key = Key(seed, draw);
        return receipts.Select(receipt => (Receipt: receipt, Number: NumberOf(key, receipt)))
            .OrderBy(one => one.Number, StringComparer.Ordinal).ThenBy(one => one.Receipt, StringComparer.Ordinal)
            .Select((one, at) => new LotteryTicket(at + 1, one.Receipt, one.Number)).ToArray();
    }
}
