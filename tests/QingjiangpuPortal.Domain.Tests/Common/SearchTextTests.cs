using CsCheck;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Tests.Common;

public sealed class SearchTextTests
{
    private static readonly Gen<string> Texts = Gen.Char["路灯电梯坏了3a栋 ，。KTV Ａ１é"].Array[0, 20].Select(c => new string(c));

    [Theory]
    [InlineData("电梯", "'电梯'")]
    [InlineData("电梯坏了", "'电梯' <-> '梯坏' <-> '坏了'")]
    [InlineData("梯", "'梯':*")]
    [InlineData("3栋", "'3' <-> '栋':*")]
    [InlineData("３ 栋", "'3' & '栋':*")]
    [InlineData("红旗3栋", "'红旗' <-> '旗' <-> '3' <-> '栋':*")]
    [InlineData("A栋2单元", "'a' <-> '栋' <-> '2' <-> '单元'")]
    [InlineData("路灯 电梯", "'路灯' & '电梯'")]
    [InlineData("路灯，路灯", "'路灯'")]
    [InlineData("ＫＴＶ很吵", "'ktv' <-> '很吵'")]
    public void A_question_is_the_phrase_of_its_bigrams(string typed, string query) => Assert.Equal(query, SearchText.Query(typed));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ，。?!' & | : * <-> \\")]
    public void What_has_no_word_asks_nothing(string? typed) => Assert.Null(SearchText.Query(typed));

    [Fact]
    public void Whatever_is_typed_is_no_more_than_quoted_letters_and_operators_of_ours() => Gen.String.Sample(typed =>
    {
        var query = SearchText.Query(typed);
        Assert.True(query is null || query.Split('\'').Where((_, i) => i % 2 == 0).All(between => between is "" or " <-> " or " & " or ":* & " or ":*"), query);
        Assert.True(query is null || query.Count(c => c == '\'') % 2 == 0);
    });

    [Fact]
    public void Similarity_is_symmetric_and_lies_between_0_and_1() => Gen.Select(Texts, Texts).Sample((one, other) =>
    {
        var similarity = SearchText.Similarity(one, other);
        Assert.InRange(similarity, 0, 1);
        Assert.Equal(similarity, SearchText.Similarity(other, one));
    });

    [Fact]
    public void A_text_that_says_anything_is_as_similar_to_itself_as_can_be() => Texts.Where(t => SearchText.Query(t) is not null).Sample(text =>
        Assert.Equal(1, SearchText.Similarity(text, text)));

    [Theory]
    [InlineData("三栋门口的路灯不亮了", "健康西路三栋路灯不亮", 0.4)]
    [InlineData("电梯停了两天", "路灯不亮了", 0)]
    [InlineData("", "", 0)]
    public void Texts_about_one_thing_share_their_bigrams(string one, string other, double atLeast)
    {
        if (atLeast > 0) Assert.True(SearchText.Similarity(one, other) >= atLeast, SearchText.Similarity(one, other).ToString(System.Globalization.CultureInfo.InvariantCulture));
        else Assert.Equal(0, SearchText.Similarity(one, other));
    }
}
