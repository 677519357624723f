using System.Globalization;
using System.Text;

namespace QingjiangpuPortal.Domain.Common;

/// <summary>
/// The number that people read out: <c>R26-0018273-5</c> is kind, year, sequence, check digit (ISO/IEC 7064, MOD 11,10 over
/// year and sequence: finds every single wrong digit and nearly all swapped neighbours).
/// </summary>
public static class CaseNumber
{
    /// <param name="kind">A capital letter: what the number is of.</param>
    public static string Format(char kind, int year, long sequence)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"{year % 100:D2}{sequence:D7}");
        return string.Create(CultureInfo.InvariantCulture, $"{kind}{digits[..2]}-{digits[2..]}-{CheckDigit(digits)}");
    }

    /// <summary>Reads what people type (small letters, full-width characters, spaces, missing hyphens).</summary>
    /// <returns>False when it is no number of that kind or its check digit is wrong.</returns>
    public static bool TryParse(char kind, string? typed, out long sequence)
    {
        sequence = 0;
        if (Plain(typed) is not { Length: >= 11 and <= 16 } text || text[0] != kind) return false;
        var digits = text[1..^1];
        return digits.All(char.IsAsciiDigit)
            && text[^1] == CheckDigit(digits)
            && long.TryParse(digits.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out sequence);
    }

    /// <summary>Whether what somebody typed is that number, hyphens and case apart.</summary>
    public static bool AreEqual(string typed, string number) => string.Equals(Plain(typed), Plain(number), StringComparison.Ordinal);

    private static string? Plain(string? typed)
    {
        var plain = new StringBuilder();
        foreach (var c in (typed ?? "").Normalize(NormalizationForm.FormKC))
            if (char.IsAsciiLetterOrDigit(c)) plain.Append(char.ToUpperInvariant(c));
            else if (c is not ('-' or ' ' or '–' or '—')) return null;
        return plain.ToString();
    }

    private static char CheckDigit(string digits)
    {
        var product = 10;
        foreach (var digit in digits)
        {
            var sum = (product + (digit - '0')) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (char)('0' + (11 - product) % 10);
    }
}
