namespace QingjiangpuPortal.Domain.Common;

/// <summary>公民身份号码 (GB 11643): 17 digits and a check character, <c>"10X98765432"[sum mod 11]</c>; residence permits of HK, Macao and Taiwan (81, 82, 83) the same.</summary>
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
        var isDate = DateOnly.TryParseExact(id.AsSpan(6, 8), "yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _);
        return isDate && Check[Weights.Select((weight, at) => weight * (id[at] - '0')).Sum() % 11] == id[17] ? id : null;
    }

    private static bool ContainsOnlyDigits(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            if (!char.IsAsciiDigit(c)) return false;
        return true;
    }
}
