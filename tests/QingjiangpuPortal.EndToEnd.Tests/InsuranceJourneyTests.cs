using Microsoft.Playwright;
using QingjiangpuPortal.Domain.SocialInsurance;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>社会保险: a son enrols his mother in large type, the community and the street register her, he pays.</summary>
[Collection(BrowserCollection.Name)]
public sealed class InsuranceJourneyTests(BrowserFixture portal)
{
    [Fact]
    public async Task A_son_reads_why_a_scheme_cannot_be_joined_chooses_another_with_its_consequence_and_gets_a_receipt()
    {
        await using var son = await portal.VisitAsAsync(Phones.AnotherResident);
        await son.OpenAsync("/insurance");
        await son.Page.GetByRole(AriaRole.Link, new() { Name = "长辈版" }).Or(son.Page.GetByRole(AriaRole.Button, new() { Name = "长辈版" })).First.TapAsync();
        await son.ExpectSoundAsync(PortalCultures.Chinese);
        await son.Link("办理参保登记").TapAsync();

        await NextAsync(son);
        await Expect(son.Page.GetByText("请选择险种").First).ToBeVisibleAsync();
        await son.Page.GetByLabel("城乡居民养老保险").CheckAsync();
        await NextAsync(son);
        await son.Page.GetByLabel("家里人，本人同意了").CheckAsync();
        await NextAsync(son);

        await son.Page.GetByLabel("参保人姓名").FillAsync("李桂芳");
        await son.Page.GetByLabel("身份证号").FillAsync("320812194001010011");
        await son.Page.GetByLabel("联系电话").FillAsync("139 1234 5678");
        await NextAsync(son);
        await Expect(son.Page.GetByText("身份证号不对").First).ToBeVisibleAsync();
        await son.Page.GetByLabel("身份证号").FillAsync(PortalCare.IdNumberOf(52, portal.Clock.GetUtcNow()));
        await NextAsync(son);

        await Expect(son.Page.GetByLabel("地址或小区名")).ToBeVisibleAsync();
        await son.SeeMapsAsync();
        await son.Page.GetByLabel("地址或小区名").FillAsync("化工新村");
        await son.Page.Locator("[data-place-results] button").First.TapAsync();
        await son.Page.GetByLabel("门牌地址").FillAsync("3 栋 2 单元 501");
        await NextAsync(son);
        await son.Page.GetByLabel("有清江浦区的居住证").CheckAsync();
        await NextAsync(son);

        // Only a permit: the residents' pension is not joined here, and the page says which condition it is.
        await Expect(son.Page.GetByText("户籍不在清江浦区的，请在户籍地办").First).ToBeVisibleAsync();
        await son.ExpectSoundAsync(PortalCultures.Chinese);
        await son.Link("改情况").TapAsync();
        await son.Page.GetByLabel("有清江浦区的居住证").UncheckAsync();
        await son.Page.GetByLabel("户籍在清江浦区").CheckAsync();
        await NextAsync(son);
        await Expect(son.Page.GetByText("每月大约领 355.86 元").First).ToBeVisibleAsync();
        await son.ExpectSoundAsync(PortalCultures.Chinese);
        await son.Page.GetByLabel("每年缴 1,000 元").CheckAsync();
        await NextAsync(son);

        await Expect(son.Page.GetByText("每年 1,000 元")).ToBeVisibleAsync();
        await son.ExpectSoundAsync(PortalCultures.Chinese);
        await son.Button("提交申请").TapAsync();
        await Expect(son.Page.GetByText("需要参保人（或监护人）同意才能提交").First).ToBeVisibleAsync();
        await son.Page.Locator("#Consents-true").CheckAsync();
        await son.Button("提交申请").TapAsync();
        await Expect(son.Page.GetByRole(AriaRole.Heading, new() { Name = "已收到您的申请" })).ToBeVisibleAsync();
        await Expect(son.Page.Locator(".receipt-number")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^B\d\d-\d{7}-\d$"));
        await son.ExpectSoundAsync(PortalCultures.Chinese);
        await son.Button("撤回申请").TapAsync();
        await Expect(son.Page.GetByText("已撤回").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_street_registers_and_the_family_pays_on_the_gateway_and_reads_its_account()
    {
        // The portal's clock is real: what is worked on was sent more than ten minutes ago.
        var now = portal.Clock.GetUtcNow();
        portal.Clock.AdjustTime(now.AddHours(-1));
        var id = await portal.InsuranceInAsync(InsuranceStatus.Checked);
        portal.Clock.AdjustTime(now);
        await using var officer = await portal.VisitAsAsync(Phones.InsuranceOfficer);
        await officer.OpenAsync("/workbench/insurance");
        await officer.ExpectSoundAsync(PortalCultures.Chinese);
        await officer.OpenAsync($"/workbench/insurance/{id}");
        await officer.ExpectSoundAsync(PortalCultures.Chinese);
        await officer.Link("登记参保").TapAsync();
        await officer.Button("登记参保").TapAsync();
        await Expect(officer.Page.GetByText("参保中").First).ToBeVisibleAsync();

        await using var family = await portal.VisitAsAsync(Phones.Resident);
        await family.OpenAsync($"/my/insurance/{id}");
        await Expect(family.Page.GetByText("待缴费").First).ToBeVisibleAsync();
        await family.ExpectSoundAsync(PortalCultures.Chinese);
        await family.Page.Locator("form[action*='handler=Pay'] button").First.TapAsync();
        await Expect(family.Page.GetByRole(AriaRole.Heading, new() { Name = "演示支付平台" })).ToBeVisibleAsync();
        await family.ExpectSoundAsync(PortalCultures.Chinese);
        await family.Button("付款").TapAsync();
        await Expect(family.Page.GetByRole(AriaRole.Heading, new() { Name = "缴费成功" })).ToBeVisibleAsync();
        await family.ExpectSoundAsync(PortalCultures.Chinese);
        await family.Link("回到我的社保").TapAsync();
        await Expect(family.Page.GetByText("个人账户里有 1,120 元")).ToBeVisibleAsync();
        await family.ExpectSoundAsync(PortalCultures.Chinese);
    }

    private static Task NextAsync(Visitor visitor) => visitor.Button("保存，下一步").TapAsync();
}
