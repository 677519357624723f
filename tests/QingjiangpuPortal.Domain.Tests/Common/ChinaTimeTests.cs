using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Tests.Common;

public sealed class ChinaTimeTests
{
    [Theory]
    [InlineData("2026-03-01T15:59:59Z", "2026-03-01")]
    [InlineData("2026-03-01T16:00:00Z", "2026-03-02")]
    [InlineData("2025-12-31T20:00:00-05:00", "2026-01-01")]
    public void A_day_begins_at_midnight_in_Shanghai(string instant, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture),
            ChinaTime.DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void The_start_of_a_day_is_its_first_instant_in_UTC()
    {
        var start = ChinaTime.StartOf(new(2026, 3, 2));
        Assert.Equal(TimeSpan.Zero, start.Offset);
        Assert.Equal(new DateOnly(2026, 3, 2), ChinaTime.DayOf(start));
        Assert.Equal(new DateOnly(2026, 3, 1), ChinaTime.DayOf(start.AddTicks(-1)));
        Assert.Equal(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(8)), ChinaTime.ToLocal(start));
    }
}
