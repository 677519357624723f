using System.Text;

namespace QingjiangpuPortal.Domain.Common;

/// <summary>A mobile number of the mainland, eleven digits, <c>^1[3-9]\d{9}$</c>.</summary>
public static class MobileNumber
{
    /// <summary>
    /// What people type, made plain: full-width digits, spaces, hyphens and the country code +86 are accepted.
    /// <c>null</c> when it is no mobile number.
    /// </summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null) return null;
        var digits = new StringBuilder(11);
        foreach (var c in typed.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsAsciiDigit(c) || (c == '+' && digits.Length == 0)) digits.Append(c);
            else if (!char.IsWhiteSpace(c) && c is not ('-' or '(' or ')')) return null;
        }
        var number = digits.ToString();
        if (number.StartsWith("+86", StringComparison.Ordinal)) number = number[3..];
        else if (number.Length == 13 && number.StartsWith("86", StringComparison.Ordinal)) number = number[2..];
        return number.Length == 11 && number[0] == '1' && number[1] is >= '3' and <= '9' && !number.Contains('+', StringComparison.Ordinal)
            ? number
            : null;
    }

    /// <summary>138****8000</summary>
    public static string Mask(string number) => number.Length == 11 ? $"{number[..3]}****{number[7..]}" : "****";
}
