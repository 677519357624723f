using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.SocialInsurance;

/// <summary>Who of the people of social insurance opens what, beside the table of all routes; and the gateway's call-back over HTTP.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class InsurancePagesTests(PortalOverHttp portal)
{
    [Theory]
    [InlineData("/workbench/insurance", 200)]
    [InlineData("/workbench/insurance/{insurance}", 200)]
    [InlineData("/workbench/insurance/{insurance}/activate", 200)]
    [InlineData("/workbench/insurance/coverage", 200)]
    [InlineData("/workbench/insurance/figures", 200)]
    [InlineData("/my/insurance/{insurance}", 404)]
    [InlineData("/workbench", 403)]
    [InlineData("/workbench/reports", 403)]
    [InlineData("/workbench/care", 403)]
    [InlineData("/workbench/settlements", 403)]
    [InlineData("/workbench/people", 403)]
    public async Task The_insurance_officer_of_a_street_opens_what_is_of_insurance_and_nothing_else(string address, int answer)
    {
        var officer = await portal.Host.ClientOfAsync(DemoAccounts.All.Single(a => a.Phone == "13800000031"));
        var id = (await portal.SendAsync(new SubmitInsuranceEnrollment(SubmissionKey.New(), portal.InsuranceAnswers(), []), portal.Resident)).Must();
        using var response = await officer.GetAsync(address.Replace("{insurance}", id.ToString(), StringComparison.Ordinal));
        Assert.Equal(answer, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_call_back_that_nobody_signed_is_refused_and_stands_in_the_trail()
    {
        var payment = Guid.CreateVersion7();
        using var response = await portal.Host.Client().PostAsJsonAsync("/api/payments/notice", new { payment, amount = 100, state = "paid", reference = "G1", at = 1_790_000_000, signature = "00" });
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.True(await portal.QueryAsync(db => db.AuditEntries.AnyAsync(a => a.SubjectId == payment.ToString() && a.Result == "Payment.Forged")));
        foreach (var wrong in new[] { new { payment, amount = 100, state = "maybe", reference = "G1", at = 1L, signature = "00" }, new { payment, amount = 100, state = "paid", reference = "G1", at = long.MaxValue, signature = "00" } })
            Assert.Equal(HttpStatusCode.BadRequest, (await portal.Host.Client().PostAsJsonAsync("/api/payments/notice", wrong)).StatusCode);
    }

    [Theory]
    [InlineData("/insurance/retirement?born=1965-01&kind=Man", "2025 年 2 月 退休")]
    [InlineData("/insurance/retirement?born=１９７５年３月&kind=WomanFormerly50", "2025 年 5 月 退休")]
    [InlineData("/insurance/estimate?asked=true&yearly=1000&years=15", "355.86 元")]
    [InlineData("/insurance/estimate?scheme=employees&asked=true&wage=12049&index=0.8&years=30&account=0&age=60", "3,253.23 元")]
    [InlineData("/insurance/retirement?born=abc&kind=Man", "请填写出生年月，例如 1975-03")]
    [InlineData("/insurance/retirement?born=2999-01&kind=Man", "请填写出生年月，例如 1975-03")]
    [InlineData("/insurance/estimate?asked=true&yearly=1000&years=3", "缴费满 15 年才能领取")]
    [InlineData("/insurance/estimate?scheme=employees&asked=true&wage=x&index=0.8&years=30&account=0&age=60", "请填写数字")]
    public async Task The_estimators_answer_without_a_sign_in_and_say_what_is_wrong_beside_the_field(string address, string expected)
    {
        using var response = await portal.Host.Client().GetAsync(address);
        Assert.Contains(expected, WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_nearest_service_points_are_found_from_a_list_without_a_map_or_a_script()
    {
        var page = await (await portal.Host.Client().OpenAsync("/insurance/points")).Form("main form").Set("item", "Enrollment").Set("CommunityCode", DemoAccounts.Grid[..12]).SendAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        var choice = page.Html.QuerySelector("input[name=PlaceChoice]")!.GetAttribute("value")!;
        page = await page.Form("main form").Set("PlaceChoice", choice).SendAsync();
        Assert.Equal(FindServicePoints.Nearest, page.Html.QuerySelectorAll("main .items li").Length);
        Assert.Contains("走路约", page.Html.Body!.TextContent, StringComparison.Ordinal);
    }
}
