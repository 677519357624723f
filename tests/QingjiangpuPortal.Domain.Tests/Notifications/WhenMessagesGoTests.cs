using CsCheck;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Domain.Tests.Notifications;

/// <summary>Quiet hours, and how long a failed message waits.</summary>
public sealed class WhenMessagesGoTests
{
    [Theory]
    [InlineData("2026-03-02T21:59", "2026-03-02T21:59")]
    [InlineData("2026-03-02T22:00", "2026-03-03T07:00")]
    [InlineData("2026-03-02T23:30", "2026-03-03T07:00")]
    [InlineData("2026-03-03T00:00", "2026-03-03T07:00")]
    [InlineData("2026-03-03T06:59", "2026-03-03T07:00")]
    [InlineData("2026-03-03T07:00", "2026-03-03T07:00")]
    [InlineData("2026-12-31T22:30", "2027-01-01T07:00")]
    public void From_ten_in_the_evening_a_message_waits_until_seven(string at, string notBefore) =>
        Assert.Equal(InShanghai(notBefore), QuietHours.Default.NotBefore(InShanghai(at)));

    [Theory]
    [InlineData("2026-03-02T12:59", "2026-03-02T14:00")]
    [InlineData("2026-03-02T14:00", "2026-03-02T14:00")]
    [InlineData("2026-03-02T23:00", "2026-03-02T23:00")]
    public void Quiet_hours_can_lie_within_a_day(string at, string notBefore) =>
        Assert.Equal(InShanghai(notBefore), new QuietHours(new(12, 0), new(14, 0)).NotBefore(InShanghai(at)));

    [Fact]
    public void Whatever_the_hours_a_message_waits_less_than_a_day_and_never_goes_within_them() =>
        Gen.Select(Gen.Int[0, 1439], Gen.Int[0, 1439], Gen.Int[0, 60 * 24 * 60]).Sample((from, until, minutes) =>
        {
            var quiet = new QuietHours(TimeOnly.MinValue.AddMinutes(from), TimeOnly.MinValue.AddMinutes(until));
            var at = InShanghai("2026-03-02T00:00").AddMinutes(minutes);
            var goes = quiet.NotBefore(at);
            var time = TimeOnly.FromDateTime(ChinaTime.ToLocal(goes).DateTime);
            Assert.InRange(goes - at, TimeSpan.Zero, TimeSpan.FromDays(1));
            Assert.False(!quiet.IsNone && time.IsBetween(quiet.From, quiet.Until));
            Assert.Equal(goes, quiet.NotBefore(goes));
        });

    [Fact]
    public void A_pause_doubles_up_to_two_hours_and_is_never_shorter_than_what_was_asked_for() =>
        Gen.Select(Gen.Int[1, 50], Gen.Double[0, 1], Gen.Int[0, 20_000]).Sample((attempts, jitter, asked) =>
        {
            var pause = OutboxMessage.PauseAfter(attempts, TimeSpan.FromSeconds(asked), jitter);
            Assert.InRange(pause, TimeSpan.FromSeconds(Math.Min(asked, 7200)), TimeSpan.FromHours(2.5));
            Assert.True(OutboxMessage.PauseAfter(attempts + 1, retryAfter: null, jitter) >= OutboxMessage.PauseAfter(attempts, retryAfter: null, jitter));
        });

    [Fact]
    public void A_message_is_given_up_some_four_hours_after_the_first_attempt()
    {
        var all = TimeSpan.FromSeconds(Enumerable.Range(1, OutboxMessage.MaxAttempts - 1).Sum(n => OutboxMessage.PauseAfter(n, retryAfter: null, jitter: 0).TotalSeconds));
        Assert.InRange(all, TimeSpan.FromHours(4), TimeSpan.FromHours(5));
    }

    private static DateTimeOffset InShanghai(string local) => DateTimeOffset.Parse(local + ":00+08:00", System.Globalization.CultureInfo.InvariantCulture);
}
