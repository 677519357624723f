using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Domain.Tests.Deadlines;

public sealed class TimeLimitTests
{
    [Theory]
    [InlineData("24h", 24, LimitUnit.Hour)]
    [InlineData("7wh", 7, LimitUnit.WorkingHour)]
    [InlineData("2wd", 2, LimitUnit.WorkingDay)]
    public void Its_three_forms_are_read_and_written(string text, int amount, LimitUnit unit)
    {
        var limit = TimeLimit.Parse(text);
        Assert.Equal((amount, unit), (limit.Amount, limit.Unit));
        Assert.Equal(text, limit.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("24")]
    [InlineData("0h")]
    [InlineData("-1h")]
    [InlineData("10001wd")]
    [InlineData("99999999999h")]
    [InlineData("24 h")]
    [InlineData("24H")]
    [InlineData("2d")]
    [InlineData("1.5h")]
    [InlineData("٢h")]
    public void Anything_else_is_no_limit(string? text) => Assert.False(TimeLimit.TryParse(text, out _));
}
