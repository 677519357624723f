using System.Collections.Frozen;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Common;

/// <summary>Who is looking at somebody's data, as far as it decides how much of it is shown.</summary>
public enum Onlooker
{
    /// <summary>The person themself; masked too, because a screen in a hall is seen by others.</summary>
    Self,

    /// <summary>Staff who handle the matter.</summary>
    Handler,

    /// <summary>Staff who choose among those they work with; a colleague's name stands on the badge.</summary>
    Colleague,

    /// <summary>Gives posts; sees nobody in clear by that post, as none of the three administrators does.</summary>
    SecurityAdministrator,

    Everybody,
}

/// <summary>
/// The one table kind × onlooker of how much is shown. Clear text beyond it is shown only by a
/// <see cref="Domain.Protection.Reveal"/>, with a reason and for a limited time.
/// </summary>
public static class Masks
{
    private enum Shown
    {
        Nothing,
        Part,
        All,
    }

    private const string Hidden = "****";

    private static readonly FrozenDictionary<(PersonalDataKind, Onlooker), Shown> Table =
        new Dictionary<(PersonalDataKind, Onlooker), Shown>
        {
            [(PersonalDataKind.Name, Onlooker.Self)] = Shown.Part,
            [(PersonalDataKind.Name, Onlooker.Handler)] = Shown.Part,
            [(PersonalDataKind.Name, Onlooker.Colleague)] = Shown.All,
            [(PersonalDataKind.Name, Onlooker.SecurityAdministrator)] = Shown.Part,

            [(PersonalDataKind.Phone, Onlooker.Self)] = Shown.Part,
            [(PersonalDataKind.Phone, Onlooker.Handler)] = Shown.Part,
            [(PersonalDataKind.Phone, Onlooker.SecurityAdministrator)] = Shown.Part,

            [(PersonalDataKind.IdNumber, Onlooker.Self)] = Shown.Part,
            [(PersonalDataKind.IdNumber, Onlooker.Handler)] = Shown.Part,

            [(PersonalDataKind.BirthDate, Onlooker.Self)] = Shown.All,
            [(PersonalDataKind.BirthDate, Onlooker.Handler)] = Shown.Part,

            [(PersonalDataKind.Address, Onlooker.Self)] = Shown.All,
            [(PersonalDataKind.Address, Onlooker.Handler)] = Shown.Part,

            [(PersonalDataKind.Email, Onlooker.Self)] = Shown.Part,

            [(PersonalDataKind.PropertyNumber, Onlooker.Self)] = Shown.All,
            [(PersonalDataKind.PropertyNumber, Onlooker.Handler)] = Shown.Part,

            [(PersonalDataKind.Sex, Onlooker.Self)] = Shown.All,
            [(PersonalDataKind.Sex, Onlooker.Handler)] = Shown.All,

            [(PersonalDataKind.HouseholdNumber, Onlooker.Self)] = Shown.Part,
            [(PersonalDataKind.HouseholdNumber, Onlooker.Handler)] = Shown.Part,
        }.ToFrozenDictionary();

    /// <summary>As much of a value as the onlooker may see; what the table does not name is hidden.</summary>
    public static string Of(string value, PersonalDataKind kind, Onlooker onlooker) => Table.GetValueOrDefault((kind, onlooker)) switch
    {
        Shown.All => value,
        Shown.Part => Part(value, kind),
        _ => Hidden,
    };

    /// <summary>Opens a value only as far as the onlooker may see it.</summary>
    public static string Show(this IPersonalDataCipher cipher, Protected value, PersonalDataKind kind, Onlooker onlooker) =>
        Of(cipher.Reveal(value, kind), kind, onlooker);

    /// <summary>A colleague's or reporter's name where it need not be known; asterisks where there is none.</summary>
    public static string MaskedName(this IPersonalDataCipher cipher, Protected? name) =>
        name is null ? PersonName.Mask("") : cipher.Show(name, PersonalDataKind.Name, Onlooker.Handler);

    private static string Part(string value, PersonalDataKind kind) => kind switch
    {
        PersonalDataKind.Name => PersonName.Mask(value),
        PersonalDataKind.Phone => MobileNumber.Mask(value),
        // 320***********123X: province, and what people check it by.
        PersonalDataKind.IdNumber => value.Length == 18 ? $"{value[..3]}***********{value[14..]}" : Hidden,
        // The year of 1950-03-02.
        PersonalDataKind.BirthDate => value.Length == 10 ? $"{value[..4]}-**-**" : Hidden,
        // l****@example.com: the first letter and whose service it is.
        PersonalDataKind.Email => value.IndexOf('@', StringComparison.Ordinal) is var at and > 0 ? $"{value[0]}{Hidden}{value[at..]}" : Hidden,
        // ****0182: what people compare a paper by.
        PersonalDataKind.HouseholdNumber or PersonalDataKind.PropertyNumber => value.Length > 8 ? Hidden + value[^4..] : Hidden,
        // The street or community, not the door.
        PersonalDataKind.Address => value.Length > 8 ? value[..6] + Hidden : Hidden,
        _ => Hidden,
    };
}
