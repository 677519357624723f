using System.Text;

namespace QingjiangpuPortal.Domain.Common;

/// <summary>
/// 统一社会信用代码 (GB 32100): 18 characters of 0–9 and A–Z without I, O, S, V and Z. The last one checks the others, but some
/// codes that were really given fail it: a wrong check is a warning that a person may override, a wrong shape is none.
/// </summary>
public static class UnifiedCreditCode
{
    public const int Length = 18;

    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    /// <summary>As it is kept: capitals, without spaces and hyphens; full-width characters are accepted. <c>null</c> when its shape is another.</summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null) return null;
        var code = string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();
        return code.Length == Length && code.All(Alphabet.Contains) ? code : null;
    }

    /// <summary>Weight 3^(i−1) mod 31 of the i-th character, check (31 − sum mod 31) mod 31: finds each single wrong character and each swap of neighbours.</summary>
    /// <param name="code">As <see cref="Normalize"/> gives it.</param>
    public static bool HasValidCheck(string code)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in code.AsSpan(0, Length - 1))
        {
            sum += weight * Alphabet.IndexOf(character, StringComparison.Ordinal);
            weight = weight * 3 % 31;
        }
        return Alphabet[(31 - sum % 31) % 31] == code[^1];
    }
}
