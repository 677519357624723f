using System.Globalization;

namespace QingjiangpuPortal.Domain.Common;

/// <summary>人的性别代码 (GB/T 2261.1). Stored as a number: values are never reused.</summary>
public enum Sex
{
    Male = 1,
    Female = 2,
}

/// <summary>
/// 公民身份号码 (GB 11643): 17 digits and a check character, <c>"10X98765432"[sum mod 11]</c>; residence permits of HK, Macao and Taiwan (81, 82, 83)
/// and permanent-residence cards of foreigners (9) the same. The cards' old form of 15 characters has no published check and is none here.
/// </summary>
public static class ResidentId
{
    private const string Check = "10X98765432";
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>As it is kept: without spaces, the check character a capital. <c>null</c> when it is none.</summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null) return null;
        var id = string.Concat(typed.Normalize(System.Text.NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (id.Length != 18 || !id.AsSpan(0, 17).ContainsOnlyDigits()) return null;
        return TryBirth(id, out _) && CheckOf(id) == id[17] ? id : null;
    }

    /// <summary>The check character that belongs to the first 17 digits.</summary>
    public static char CheckOf(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var at = 0; at < Weights.Length; at++) sum += Weights[at] * (digits[at] - '0');
        return Check[sum % 11];
    }

    /// <summary>The day of birth that stands in a number.</summary>
    /// <exception cref="FormatException">It is no number (<see cref="Normalize"/>).</exception>
    public static DateOnly BornOn(string id) => TryBirth(id, out var birth) ? birth : throw new FormatException("It is no resident ID.");

    /// <summary>The sex that stands in a number: the digit before the check character is odd for men.</summary>
    public static Sex SexOf(string id) => (id[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    private static bool TryBirth(string id, out DateOnly birth) =>
        DateOnly.TryParseExact(id.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out birth);

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiDigit(c)) return false;
        return true;
    }
}
