using System.Text;
using QingjiangpuPortal.Application.Abstractions;

namespace QingjiangpuPortal.Application.Common;

public static class PersonalData
{
    /// <summary>The form in which two values of a kind are the same: what the blind index is made of. Changing it loses what was indexed before.</summary>
    public static string Normalize(string value, PersonalDataKind kind)
    {
        var plain = value.Normalize(NormalizationForm.FormKC);
        return kind switch
        {
            // The check digit X is typed in both cases; spaces are typed to read it more easily.
            PersonalDataKind.IdNumber => WithoutSpaces(plain).ToUpperInvariant(),
            PersonalDataKind.Email => WithoutSpaces(plain).ToLowerInvariant(),
            PersonalDataKind.BirthDate or PersonalDataKind.Address or PersonalDataKind.HouseholdNumber or PersonalDataKind.PropertyNumber => WithoutSpaces(plain),
            _ => plain,
        };
    }

    private static string WithoutSpaces(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
