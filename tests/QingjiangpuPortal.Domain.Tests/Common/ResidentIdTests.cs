using System.Globalization;
using CsCheck;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Tests.Common;

public sealed class ResidentIdTests
{
    /// <summary>Area (or 9, area and country), birth date, sequence and the check that ISO 7064 MOD 11-2 gives.</summary>
    private static readonly Gen<string> Valid =
        from area in Gen.Int[110000, 999999]
        from birth in Gen.Int[0, 73_000].Select(days => new DateOnly(1900, 1, 1).AddDays(days))
        from sequence in Gen.Int[0, 999]
        select WithCheck(string.Create(CultureInfo.InvariantCulture, $"{area}{birth:yyyyMMdd}{sequence:000}"));

    [Theory]
    [InlineData("11010519491231002X", ResidentIdKind.IdentityCard, "1949-12-31")]
    [InlineData("440524188001010014", ResidentIdKind.IdentityCard, "1880-01-01")]
    [InlineData("34052419800101001X", ResidentIdKind.IdentityCard, "1980-01-01")]
    [InlineData("810000199408230021", ResidentIdKind.ResidencePermit, "1994-08-23")]
    [InlineData("820000197703150027", ResidentIdKind.ResidencePermit, "1977-03-15")]
    [InlineData("830000200101011237", ResidentIdKind.ResidencePermit, "2001-01-01")]
    [InlineData("93284019880512001X", ResidentIdKind.PermanentResidence, "1988-05-12")]
    [InlineData("USA110080010115", ResidentIdKind.PermanentResidenceOld, null)]
    public void Numbers_of_every_kind_are_valid_however_they_are_typed(string id, ResidentIdKind kind, string? birth)
    {
        Assert.Equal(id, ResidentId.Normalize(id));
        Assert.Equal(id, ResidentId.Normalize($" {id[..6]} {id[6..14]}　{id[14..]}".ToLowerInvariant()));
        Assert.Equal(id, ResidentId.Normalize(string.Concat(id.Select(character => (char)(character + ('０' - '0'))))));
        Assert.Equal(kind, ResidentId.KindOf(id));
        Assert.Equal(birth is null ? null : DateOnly.Parse(birth, CultureInfo.InvariantCulture), ResidentId.BirthOf(id));
    }

    [Fact]
    public void Every_number_with_its_check_is_valid() => Valid.Sample(id => Assert.Equal(id, ResidentId.Normalize(id)));

    [Fact]
    public void A_number_says_day_of_birth_and_sex_and_the_check_of_its_digits() => Valid.Sample(id =>
    {
        Assert.Equal(id[6..14], ResidentId.BirthOf(id)!.Value.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        Assert.Equal("13579".Contains(id[16], StringComparison.Ordinal) ? Sex.Male : Sex.Female, ResidentId.SexOf(id));
        Assert.Equal(id[17], ResidentId.CheckOf(id[..17]));
    });

    [Fact]
    public void One_wrong_character_anywhere_is_noticed() => Gen.Select(Valid, Gen.Int[0, 17], Gen.Char["0123456789XA"]).Sample((id, at, other) =>
    {
        if (id[at] == other) return;
        Assert.Null(ResidentId.Normalize(id[..at] + other + id[(at + 1)..]));
    });

    [Fact]
    public void Two_swapped_neighbours_are_noticed() => Gen.Select(Valid, Gen.Int[0, 16]).Sample((id, at) =>
    {
        if (id[at] == id[at + 1]) return;
        Assert.Null(ResidentId.Normalize(id[..at] + id[at + 1] + id[at] + id[(at + 2)..]));
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("13812345678")]
    [InlineData("11010519491331002X")]
    [InlineData("110105194912310020")]
    // Of the first cards, which are invalid since 2013.
    [InlineData("110105491231002")]
    // No such day, in either century; letters and digits in other places.
    [InlineData("USA110080023015")]
    [InlineData("US1110080010115")]
    [InlineData("USAA10080010115")]
    public void What_is_no_number_is_none(string? typed) => Assert.Null(ResidentId.Normalize(typed));

    /// <summary>Another way to the check than the weights: doubling from the left, modulo 11, all of it makes 1.</summary>
    private static string WithCheck(string first)
    {
        var doubled = first.Aggregate(0, (sum, digit) => (sum + digit - '0') * 2 % 11);
        return first + "0123456789X"[(12 - doubled) % 11];
    }
}
