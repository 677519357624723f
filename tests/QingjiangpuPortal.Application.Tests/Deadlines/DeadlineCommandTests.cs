using QingjiangpuPortal.Application.Tests.Common;

namespace QingjiangpuPortal.Application.Tests.Deadlines;

/// <summary><c>Admin deadline</c> as an operator runs it, with a calendar file and so without a database.</summary>
public sealed class DeadlineCommandTests : IDisposable
{
    private readonly string _calendar = Path.GetTempFileName();

    public void Dispose() => File.Delete(_calendar);

    [Fact]
    public async Task It_prints_the_due_time_and_how_it_is_reached()
    {
        await File.WriteAllTextAsync(_calendar, "date,kind,name\n2026-02-14,workday,春节\n2026-02-16,holiday,春节\n");
        var (code, output, error) = await RunAsync("--from", "2026-02-13T16:00+08:00", "--limit", "2wd");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            [
                "2026-02-17T17:30:00+08:00",
                "  2026-02-13 Fri: the day on which it starts, not counted",
                "  2026-02-14 Sat: working day 1 (make-up workday, 春节)",
                "  2026-02-15 Sun: skipped, weekend",
                "  2026-02-16 Mon: skipped, 春节",
                "  2026-02-17 Tue: working day 2",
                "  due 2026-02-17T17:30:00+08:00, 97.5 h after it started",
                "The holidays of 2026 are not known here: only weekends were taken as free, and the due time may move with the State Council's notice.",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("2026-02-13T16:00+08:00", "7wh", "2026-02-14T16:00:00+08:00")]
    [InlineData("2026-02-13T08:00Z", "24h", "2026-02-14T16:00:00+08:00")]
    public async Task Its_first_line_is_the_due_time(string from, string limit, string due)
    {
        await File.WriteAllTextAsync(_calendar, "date,kind,name\n2026-02-14,workday,春节\n");
        var (code, output, _) = await RunAsync("--from", from, "--limit", limit);
        Assert.Equal((0, due), (code, output.Split('\n')[0]));
    }

    [Theory]
    [InlineData("2026-02-13T16:00", "2wd", "no time with an offset")]
    [InlineData("2026-02-13T16:00+08:00", "2d", "is no limit")]
    [InlineData("2026-02-31T16:00+08:00", "2wd", "no time with an offset")]
    public async Task What_cannot_be_read_is_a_sentence_and_a_failure(string from, string limit, string sentence)
    {
        await File.WriteAllTextAsync(_calendar, "date,kind,name\n");
        var (code, output, error) = await RunAsync("--from", from, "--limit", limit);
        Assert.NotEqual(0, code);
        Assert.Contains(sentence, (output + error).ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_bad_line_of_the_file_is_named()
    {
        await File.WriteAllTextAsync(_calendar, "date,kind,name\n2026-02-30,holiday,春节\nnonsense\n");
        var (code, output, error) = await RunAsync("--from", "2026-02-13T16:00+08:00", "--limit", "2wd");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("Line 2, '2026-02-30,holiday,春节': there is no such day.", error, StringComparison.Ordinal);
        Assert.Contains("Line 3, 'nonsense'", error, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Error)> RunAsync(params string[] options) =>
        AdminCommand.RunAsync(["deadline", .. options, "--calendar", _calendar]);
}
