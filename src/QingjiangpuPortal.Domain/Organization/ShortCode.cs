namespace QingjiangpuPortal.Domain.Organization;

/// <summary>
/// The six characters on a door plate, in Crockford's base 32 (no I, L, O, U), so that a code can be read out and typed.
/// Source: https://www.crockford.com/base32.html.
/// </summary>
public static class ShortCode
{
    public const int Length = 6;

    /// <summary>How many codes there are: 32 to the sixth.</summary>
    public const int Count = 1 << (5 * Length);

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <exception cref="ArgumentOutOfRangeException">The number is negative or not below <see cref="Count"/>.</exception>
    public static string FromNumber(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        return string.Create(Length, number, static (code, rest) =>
        {
            for (var i = code.Length - 1; i >= 0; i--, rest >>= 5) code[i] = Alphabet[rest & 31];
        });
    }

    /// <summary>What a person typed as it is stored: upper case, O read as 0, I and L as 1, hyphens and spaces left out; <c>null</c> if it is no code.</summary>
    public static string? Normalize(string typed)
    {
        Span<char> code = stackalloc char[Length];
        var length = 0;
        foreach (var c in typed)
        {
            if (c is '-' or ' ') continue;
            var symbol = char.ToUpperInvariant(c) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
            if (length == Length || !Alphabet.Contains(symbol, StringComparison.Ordinal)) return null;
            code[length++] = symbol;
        }
        return length == Length ? new string(code) : null;
    }
}
