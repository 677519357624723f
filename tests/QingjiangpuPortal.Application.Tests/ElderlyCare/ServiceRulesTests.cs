using System.Text.Json;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.SocialInsurance;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.ElderlyCare;

/// <summary>The documents of rules, as an operator changes them.</summary>
public sealed class ServiceRulesTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public void A_document_that_is_written_out_and_read_again_is_the_same()
    {
        var (care, insurance) = (RuleDocument.ToText(CareSeed.Rules().Rules), RuleDocument.ToText(InsuranceSeed.Rules().Rules));
        Assert.Equal(care, RuleDocument.ToText(RuleDocument.Parse<CareRules>(care)));
        Assert.Equal(insurance, RuleDocument.ToText(RuleDocument.Parse<InsuranceRules>(insurance)));
        Assert.Contains("80 周岁以上老人", care, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"noticeDays\"", "\"noticeDay\"")]
    [InlineData("\"noticeDays\": 5,", "")]
    [InlineData("\"Meals\"", "\"Meal\"")]
    [InlineData("\"3wd\"", "\"three days\"")]
    public void A_field_that_is_misspelt_missing_or_no_such_thing_is_refused(string from, string to)
    {
        var text = RuleDocument.ToText(CareSeed.Rules().Rules);
        Assert.Contains(from, text, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => RuleDocument.Parse<CareRules>(text.Replace(from, to, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task New_rules_hold_from_their_day_and_what_holds_today_stays()
    {
        var (rules, today) = (CareSeed.Rules().Rules, ChinaTime.DayOf(portal.Clock.GetUtcNow()));
        Assert.Equal("Rules.NotAhead", (await portal.SendAsSystemAsync(new SetCareRules(today, rules with { LeastAge = 65 }))).FirstError.Code);
        (await portal.SendAsSystemAsync(new SetCareRules(today.AddDays(2), rules with { LeastAge = 65 }))).Must();
        // Corrected before it holds.
        (await portal.SendAsSystemAsync(new SetCareRules(today.AddDays(2), rules with { LeastAge = 66 }))).Must();
        Assert.Equal(60, (await portal.SendAsync(new GetCareRules(), by: null)).Must().LeastAge);
        portal.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(66, (await portal.SendAsync(new GetCareRules(), by: null)).Must().LeastAge);
    }

    [Fact]
    public async Task Rules_that_miss_a_tariff_or_a_limit_are_refused_by_the_name_of_the_field()
    {
        var (rules, day) = (CareSeed.Rules().Rules, ChinaTime.DayOf(portal.Clock.GetUtcNow()).AddDays(40));
        await AssertWrongAsync(rules with { Tariffs = [.. rules.Tariffs.Skip(1)] }, "Tariffs");
        await AssertWrongAsync(rules with { Limits = rules.Limits.Where(l => l.Key != CareRequestStatus.Appealed).ToDictionary() }, "Limits");
        await AssertWrongAsync(rules with { Entitlements = [] }, "Entitlements");
        var insurance = InsuranceSeed.Rules().Rules;
        var wrong = await portal.SendAsSystemAsync(new SetInsuranceRules(day, insurance with { FlexiblePension = insurance.FlexiblePension with { Choices = [40] } }));
        Assert.Equal(("Rules.Wrong", "FlexiblePension"), (wrong.FirstError.Code, wrong.FirstError.Arguments()[0]));
        (await portal.SendAsSystemAsync(new SetInsuranceRules(day, insurance))).Must();

        async Task AssertWrongAsync(CareRules with, string field)
        {
            var refused = await portal.SendAsSystemAsync(new SetCareRules(day, with));
            Assert.Equal(("Rules.Wrong", field), (refused.FirstError.Code, refused.FirstError.Arguments()[0]));
        }
    }
}
