using QingjiangpuPortal.Application.Tests.Common;

namespace QingjiangpuPortal.Application.Tests.Care;

/// <summary><c>Admin care assess</c> as an operator runs it.</summary>
public sealed class CareAssessCommandTests
{
    private const string Items = "4,4,3,3,3,3,4,3,3,3,3,2,3,4,4,3,3,3,1,1,2,2,1,2,2,3";

    [Fact]
    public async Task It_prints_total_and_level_and_how_they_are_reached()
    {
        var (code, output, error) = await AdminCommand.RunAsync("care", "assess", "--items", Items);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            """
            total 72
            level mild 轻度失能
              self-care 自理能力: 27 of 32
              basic movement 基础运动能力: 11 of 15
              mental state 精神状态: 24 of 28
              senses and participation 感知觉与社会参与: 10 of 15
              by the total of 72: mild 轻度失能

            """,
            output);
    }

    [Theory]
    [InlineData("level total 完全失能", "  in a coma: total 完全失能", "--coma")]
    [InlineData("level moderate 中度失能", "  diagnosis of dementia (F00-F03), one level worse: moderate 中度失能", "--dementia")]
    [InlineData("level moderate 中度失能", "  diagnosis of a mental disorder (F04-F99), one level worse: moderate 中度失能", "--mental-disorder")]
    [InlineData("level severe 重度失能", "  2 care-risk events in 30 days, one level worse: severe 重度失能", "--dementia", "--risk-events", "2")]
    [InlineData("level mild 轻度失能", "  by the total of 72: mild 轻度失能", "--risk-events", "1")]
    public async Task It_says_what_made_the_level_worse(string level, string last, params string[] findings)
    {
        var (code, output, _) = await AdminCommand.RunAsync(["care", "assess", "--items", Items, .. findings]);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, "total 72", level, last), (code, lines[0], lines[1], lines[^1]));
    }

    [Theory]
    [InlineData("4,4", "--items has 2 scores and not 26.")]
    [InlineData("4,4,5,3,3,3,4,3,3,3,3,2,3,4,4,3,3,3,1,1,2,2,1,2,2,3", "Item 3 (Bathing, 洗澡) has a whole number from 0 to 4.")]
    [InlineData("4,4,3,3,3,3,4,3,3,3,3,x,3,4,4,3,3,3,1,1,2,2,1,2,2,3", "Item 12 (Stairs, 上下楼梯) has a whole number from 0 to 3.")]
    public Task Wrong_scores_are_a_sentence_that_names_the_item(string items, string sentence) =>
        AdminCommand.AssertRefusedAsync(sentence, "care", "assess", "--items", items);
}
