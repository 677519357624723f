using System.Globalization;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

using QingjiangpuPortal.Web.Localization;

namespace QingjiangpuPortal.Web.Tests.Localization;

public sealed class HumanTimeTests
{
    // 24 November 2026, 10:42 in Shanghai.
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 42, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("zh-CN", "2026-11-24T01:31Z", "今天 09:31")]
    [InlineData("zh-CN", "2026-11-23T15:59Z", "昨天 23:59")]
    [InlineData("zh-CN", "2026-11-23T16:00Z", "今天 00:00")]
    [InlineData("zh-CN", "2026-11-25T01:00Z", "明天 09:00")]
    [InlineData("zh-CN", "2026-03-05T01:00Z", "3月5日 09:00")]
    [InlineData("zh-CN", "2025-12-31T01:00Z", "2025年12月31日 09:00")]
    [InlineData("en", "2026-11-24T01:31Z", "today 09:31")]
    [InlineData("en", "2026-03-05T01:00Z", "5 Mar 09:00")]
    [InlineData("en", "2025-12-31T01:00Z", "31 Dec 2025 09:00")]
    public void A_moment_is_said_in_days_of_Shanghai(string culture, string at, string expected) =>
        Assert.Equal(expected, In(culture, times => times.Moment(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("zh-CN", 0, "不到 1 分")]
    [InlineData("zh-CN", 20, "20 分")]
    [InlineData("zh-CN", 60, "1 小时")]
    [InlineData("zh-CN", 72, "1 小时 12 分")]
    [InlineData("zh-CN", 1440, "1 天")]
    [InlineData("zh-CN", 1500, "1 天 1 小时")]
    [InlineData("zh-CN", 2885, "2 天")]
    [InlineData("en", 72, "1 h 12 min")]
    [InlineData("en", 1440, "1 day")]
    [InlineData("en", 4500, "3 days 3 h")]
    public void A_duration_is_said_in_its_two_largest_units(string culture, int minutes, string expected) =>
        Assert.Equal(expected, In(culture, times => times.Duration(TimeSpan.FromMinutes(minutes))));

    [Theory]
    [InlineData("zh-CN", 72, "还剩 1 小时 12 分", "is-soon")]
    [InlineData("zh-CN", 121, "还剩 2 小时 1 分", null)]
    [InlineData("zh-CN", -20, "超 20 分", "is-late")]
    [InlineData("en", 72, "1 h 12 min left", "is-soon")]
    [InlineData("en", -20, "20 min overdue", "is-late")]
    public void A_deadline_says_what_is_left_or_by_how_much_it_was_missed(string culture, int minutes, string expected, string? style)
    {
        var due = Now.AddMinutes(minutes);
        Assert.Equal((expected, style), In(culture, times => (times.Remaining(due), times.Urgency(due))));
    }

    [Theory]
    [InlineData("zh-CN", "用时 19 小时，限 1 天")]
    [InlineData("en", "took 19 h of 1 day")]
    public void What_is_done_says_how_long_it_took_and_might_have_taken(string culture, string expected) =>
        Assert.Equal(expected, In(culture, times => times.Taken(Now, Now.AddHours(19), Now.AddHours(24))));

    private static T In<T>(string culture, Func<HumanTime, T> ask)
    {
        using var services = new ServiceCollection().AddLogging().AddPortalLocalization()
            .AddSingleton<TimeProvider>(new FakeTimeProvider(Now)).BuildServiceProvider();
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            return ask(services.GetRequiredService<HumanTime>());
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
