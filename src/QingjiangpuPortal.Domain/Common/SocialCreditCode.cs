namespace QingjiangpuPortal.Domain.Common;

/// <summary>
/// 统一社会信用代码 (GB 32100): 18 characters of 0–9 and A–Z without I O S V Z; the last one checks the others, which weigh 3^(place) mod 31.
/// Some codes in use fail the check, so whoever asks warns and lets a reason override it.
/// </summary>
public static class SocialCreditCode
{
    private const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Length = 18;

    /// <summary>As it is kept: without spaces, in capitals. <c>null</c> when it has not the form of one; its check is a question of its own.</summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null) return null;
        var code = string.Concat(typed.Normalize(System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return code.Length == Length && code.All(c => Characters.Contains(c, StringComparison.Ordinal)) ? code : null;
    }

    /// <summary>Whether the last character of a normalised code is the one that belongs to the others.</summary>
    public static bool PassesCheck(string code) => CheckOf(code) == code[Length - 1];

    /// <summary>The check character that belongs to the first 17.</summary>
    public static char CheckOf(ReadOnlySpan<char> characters)
    {
        var (sum, weight) = (0, 1);
        foreach (var c in characters[..(Length - 1)])
        {
            sum += Characters.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % Characters.Length;
        }
        return Characters[(Characters.Length - sum % Characters.Length) % Characters.Length];
    }
}
