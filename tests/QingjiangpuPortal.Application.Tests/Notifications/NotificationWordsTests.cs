using System.Text.RegularExpressions;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.Tests.Notifications;

/// <summary>A kind has its line in the table and its words in both languages, or nobody could be told of it.</summary>
public sealed partial class NotificationWordsTests
{
    [Fact]
    public void Every_kind_is_in_the_table_and_every_topic_too()
    {
        Assert.Equal(Enum.GetValues<NotificationKind>().Order(), NotificationKinds.Known);
        Assert.Equal(Enum.GetValues<NotificationTopic>(), NotificationKinds.Topics.Select(t => t.Topic).Order());
    }

    [Fact]
    public void Every_kind_has_a_title_and_a_text_in_Chinese_and_English_with_the_same_facts()
    {
        var expected = Enum.GetValues<NotificationKind>().SelectMany(k => new[] { $"{k}.Title", $"{k}.Text" }).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(expected.Except(NotificationWords.Keys(inEnglish: false)));
        Assert.Equal(NotificationWords.Keys(inEnglish: false).Order(StringComparer.Ordinal), NotificationWords.Keys(inEnglish: true).Order(StringComparer.Ordinal));
        foreach (var key in expected)
            Assert.Equal(FactsOf(NotificationWords.Of(key, inEnglish: false)), FactsOf(NotificationWords.Of(key, inEnglish: true)));
    }

    [Fact]
    public void A_short_message_fits_two_parts_of_a_phone()
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["number"] = "R26-0018273-5", ["category"] = "机动车乱停放", ["place"] = "化工新村社区第 3 网格 02 微网格", ["unit"] = "化工新村社区第 3 网格 02 微网格", ["count"] = "120" };
        foreach (var kind in NotificationKinds.Known.Where(k => NotificationKinds.Of(k).Offered.HasFlag(NotificationChannels.Sms)))
            // Of 67 letters each (UCS-2 in parts); the link comes on top.
            Assert.InRange((NotificationWords.Of("Sms.Sign", inEnglish: false) + NotificationWords.Text(kind, facts, inEnglish: false)).Length, 10, 2 * 67);
    }

    [Fact]
    public void A_fact_that_is_missing_leaves_no_braces() =>
        Assert.Matches("^[^{}]*$", NotificationWords.Text(NotificationKind.ReportAccepted, new Dictionary<string, string>(StringComparer.Ordinal), inEnglish: true));

    private static IEnumerable<string> FactsOf(string text) => FactInBraces().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}", RegexOptions.NonBacktracking)]
    private static partial Regex FactInBraces();
}
