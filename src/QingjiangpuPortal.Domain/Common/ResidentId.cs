using System.Globalization;
using System.Text;

namespace QingjiangpuPortal.Domain.Common;

/// <summary>What paper a number is of.</summary>
public enum ResidentIdKind
{
    /// <summary>居民身份证.</summary>
    IdentityCard = 1,

    /// <summary>港澳台居民居住证.</summary>
    ResidencePermit = 2,

    /// <summary>外国人永久居留身份证, since December 2023.</summary>
    PermanentResidence = 3,

    /// <summary>外国人永久居留身份证 of before, which stay valid until they expire.</summary>
    PermanentResidenceOld = 4,
}

/// <summary>
/// 公民身份号码 (GB 11643): 17 digits and a check character, <c>"10X98765432"[sum mod 11]</c>, the birth date inside. Residence
/// permits of Hong Kong, Macao and Taiwan (81, 82, 83) and permanent-residence cards of foreigners (9) are made the same
/// way. The cards' old form is a country's three letters and twelve digits, of which the fifth to tenth are the birth date without
/// its century; how its last digit checks the others is published nowhere we know, so it is not checked.
/// </summary>
public static class ResidentId
{
    private const string Check = "10X98765432";
    private const int Length = 18;
    private const int OldLength = 15;
    private static readonly int[] Weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>As it is kept: without spaces, letters as capitals. <c>null</c> when it is none.</summary>
    public static string? Normalize(string? typed)
    {
        if (typed is null) return null;
        var id = string.Concat(typed.Normalize(NormalizationForm.FormKC).Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return IsValid(id) || IsValidOld(id) ? id : null;
    }

    /// <param name="id">As <see cref="Normalize"/> gives it.</param>
    public static ResidentIdKind KindOf(string id) => id[0] switch
    {
        _ when id.Length == OldLength => ResidentIdKind.PermanentResidenceOld,
        '9' => ResidentIdKind.PermanentResidence,
        '8' => ResidentIdKind.ResidencePermit,
        _ => ResidentIdKind.IdentityCard,
    };

    /// <summary><c>null</c> for a number of the old form, which does not say the century.</summary>
    /// <param name="id">As <see cref="Normalize"/> gives it.</param>
    public static DateOnly? BirthOf(string id) => id.Length == Length ? DateOnly.ParseExact(id.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture) : null;

    /// <summary>Whose number it is: the digit before the check character is odd for men. <c>null</c> for a number of the old form, which does not say it.</summary>
    /// <param name="id">As <see cref="Normalize"/> gives it.</param>
    public static Sex? SexOf(string id) => id.Length != Length ? null : (id[16] - '0') % 2 == 1 ? Sex.Male : Sex.Female;

    /// <summary>The check character that belongs to the 17 digits before it.</summary>
    public static char CheckOf(string digits) => Check[Weights.Select((weight, at) => weight * (digits[at] - '0')).Sum() % 11];

    private static bool IsValid(string id) =>
        id.Length == Length && ContainsOnlyDigits(id.AsSpan(0, 17)) && IsDate(id.AsSpan(6, 8)) && CheckOf(id) == id[17];

    private static bool IsValidOld(string id) =>
        id.Length == OldLength && id.AsSpan(0, 3).IndexOfAnyExceptInRange('A', 'Z') < 0 && ContainsOnlyDigits(id.AsSpan(3))
        && (IsDate($"19{id.AsSpan(7, 6)}") || IsDate($"20{id.AsSpan(7, 6)}"));

    private static bool IsDate(ReadOnlySpan<char> digits) => DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool ContainsOnlyDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
