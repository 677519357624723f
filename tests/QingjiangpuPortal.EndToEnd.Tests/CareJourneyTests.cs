using Microsoft.Playwright;
using QingjiangpuPortal.Domain.ElderlyCare;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>养老服务: a daughter asks on her phone in large type, two assessors rate, a carer comes.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CareJourneyTests(BrowserFixture portal)
{
    private static readonly FilePayload Photo = new() { Name = "IMG_0002.jpg", MimeType = "image/jpeg", Buffer = TestPictures.Encode(SkiaSharp.SKEncodedImageFormat.Jpeg, width: 800, height: 600) };

    [Fact]
    public async Task A_daughter_answers_one_question_a_page_comes_back_to_what_she_broke_off_and_takes_it_back_within_ten_minutes()
    {
        await using var daughter = await portal.VisitAsAsync(Phones.AnotherResident);
        await daughter.OpenAsync("/care");
        await daughter.Page.GetByRole(AriaRole.Link, new() { Name = "长辈版" }).Or(daughter.Page.GetByRole(AriaRole.Button, new() { Name = "长辈版" })).First.TapAsync();
        await daughter.ExpectSoundAsync(PortalCultures.Chinese);
        await daughter.Link("申请养老服务").TapAsync();

        await NextAsync(daughter);
        await Expect(daughter.Page.GetByText("请选择替谁申请").First).ToBeVisibleAsync();
        await daughter.Page.GetByLabel("家里的老人，老人同意了").CheckAsync();
        await NextAsync(daughter);

        await daughter.Page.GetByLabel("老人姓名").FillAsync("王秀英");
        await daughter.Page.GetByLabel("身份证号").FillAsync("320812194001010011");
        await daughter.Page.GetByLabel("联系电话").FillAsync("139 1234 5678");
        await NextAsync(daughter);
        await Expect(daughter.Page.GetByText("身份证号不对").First).ToBeVisibleAsync();
        await Expect(daughter.Page.GetByLabel("老人姓名")).ToHaveValueAsync("王秀英");
        // She breaks off, and finds it again.
        await daughter.OpenAsync("/care");
        await daughter.Link("接着填写申请").TapAsync();
        await NextAsync(daughter);
        await Expect(daughter.Page.GetByLabel("身份证号")).ToHaveValueAsync("320812194001010011");
        await daughter.Page.GetByLabel("身份证号").FillAsync(PortalCare.IdNumberOf(84, portal.Clock.GetUtcNow()));
        await NextAsync(daughter);

        await Expect(daughter.Page.GetByLabel("地址或小区名")).ToBeVisibleAsync();
        await daughter.SeeMapsAsync();
        await daughter.Page.GetByLabel("地址或小区名").FillAsync("化工新村");
        await daughter.Page.Locator("[data-place-results] button").First.TapAsync();
        await daughter.Page.GetByLabel("门牌地址").FillAsync("3 栋 2 单元 501");
        await daughter.ExpectSoundAsync(PortalCultures.Chinese);
        await NextAsync(daughter);
        await daughter.Page.GetByLabel("助餐").CheckAsync();
        await daughter.Page.GetByLabel("助浴").CheckAsync();
        await NextAsync(daughter);
        await daughter.Page.GetByLabel("独居").CheckAsync();
        await NextAsync(daughter);

        await Expect(daughter.Page.GetByText("助餐、助浴")).ToBeVisibleAsync();
        await daughter.ExpectSoundAsync(PortalCultures.Chinese);
        await daughter.Button("提交申请").TapAsync();
        await Expect(daughter.Page.GetByText("需要老人（或监护人）同意才能提交").First).ToBeVisibleAsync();
        await daughter.Page.Locator("#Consents-true").CheckAsync();
        await daughter.Button("提交申请").TapAsync();
        await Expect(daughter.Page.GetByRole(AriaRole.Heading, new() { Name = "已收到您的申请" })).ToBeVisibleAsync();
        await Expect(daughter.Page.Locator(".receipt-number")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^C\d\d-\d{7}-\d$"));
        await daughter.ExpectSoundAsync(PortalCultures.Chinese);
        await daughter.Button("撤回申请").TapAsync();
        await Expect(daughter.Page.GetByText("已撤回").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_assessors_rate_twenty_six_items_on_a_phone_the_district_approves_and_the_family_reads_the_level()
    {
        // The portal's clock is real: what is worked on was sent more than ten minutes ago.
        var now = portal.Clock.GetUtcNow();
        portal.Clock.AdjustTime(now.AddHours(-1));
        var id = await portal.CareInAsync(CareRequestStatus.Reviewed);
        portal.Clock.AdjustTime(now);
        await using var first = await portal.VisitAsAsync(Phones.CommunityOfficer);
        await first.OpenAsync($"/workbench/care/{id}");
        await first.ExpectSoundAsync(PortalCultures.Chinese);
        await first.Link("填写能力评估").TapAsync();
        await first.Page.Locator("#Scores-3-4").CheckAsync();
        await first.Button("保存评估").TapAsync();
        await Expect(first.Page.GetByText("这一项还没有打分").First).ToBeVisibleAsync();
        await Expect(first.Page.Locator("#Scores-3-4")).ToBeCheckedAsync();
        foreach (var item in AbilityItems.All) await first.Page.Locator($"#Scores-{(int)item.Item - 1}-{item.Max - 1}").CheckAsync();
        await first.Page.GetByLabel("没有", new() { Exact = true }).CheckAsync();
        await first.ExpectSoundAsync(PortalCultures.Chinese);
        await first.Button("保存评估").TapAsync();
        await Expect(first.Page.GetByText("64 分").First).ToBeVisibleAsync();

        await using var second = await portal.VisitAsAsync(Phones.StreetOfficer);
        await second.OpenAsync($"/workbench/care/{id}");
        await second.Link("核对评估并确认").TapAsync();
        await second.Button("我在场，结果属实").TapAsync();
        await Expect(second.Page.GetByText("待区里审批").First).ToBeVisibleAsync();

        await using var district = await portal.VisitAsAsync(Phones.DistrictOfficer);
        await district.OpenAsync("/workbench/care");
        await district.ExpectSoundAsync(PortalCultures.Chinese);
        await district.OpenAsync($"/workbench/care/{id}");
        await district.Link("审批通过，开始公示").TapAsync();
        await district.Button("审批通过，开始公示").TapAsync();
        await Expect(district.Page.GetByText("公示中").First).ToBeVisibleAsync();

        await using var family = await portal.VisitAsAsync(Phones.Resident);
        await family.OpenAsync($"/my/care/{id}");
        await Expect(family.Page.GetByText("中度失能").First).ToBeVisibleAsync();
        await family.ExpectSoundAsync(PortalCultures.Chinese);
    }

    [Fact]
    public async Task A_plan_for_a_home_is_agreed_to_built_and_accepted_with_photos_before_and_after()
    {
        var now = portal.Clock.GetUtcNow();
        portal.Clock.AdjustTime(now.AddHours(-1));
        var id = await portal.CareInAsync(CareRequestStatus.Assessed, portal.CareAnswers() with { Address = "承德路 7 号 707", Wanted = CareServices.HomeAdaptation });
        portal.Clock.AdjustTime(now);
        // The notice of five working days is over.
        await portal.AsOwnerAsync($"UPDATE care_requests SET status = 6, due_at = NULL, decided_at = now(), entitlement_name = '80 周岁以上独居失能老人', monthly_fen = 20000, adaptation_fen = 300000 WHERE id = '{id}'");
        await using var officer = await portal.VisitAsAsync(Phones.StreetOfficer);
        await officer.OpenAsync($"/workbench/care/{id}");
        await officer.Link("做改造方案").TapAsync();
        await officer.Button("提出方案").TapAsync();
        await Expect(officer.Page.GetByText("请至少填一项要改的").First).ToBeVisibleAsync();
        await officer.Page.Locator("[name='Counts[12]']").FillAsync("2");
        await officer.Page.Locator("[name='Yuan[12]']").FillAsync("180");
        await officer.Page.Locator("select[name=ProviderCode]").SelectOptionAsync(CareSeed.DemoProvider);
        await officer.ExpectSoundAsync(PortalCultures.Chinese);
        await officer.Page.SetInputFilesAsync("input[type=file]", Photo);
        await officer.Button("提出方案").TapAsync();
        await Expect(officer.Page.GetByText("方案已发给家里确认")).ToBeVisibleAsync();
        await officer.ExpectSoundAsync(PortalCultures.Chinese);

        await using var family = await portal.VisitAsAsync(Phones.Resident);
        await family.OpenAsync($"/my/care/{id}");
        await family.Button("提交").TapAsync();
        await Expect(family.Page.GetByText("请选择同意或不同意").First).ToBeVisibleAsync();
        await family.Page.GetByLabel("同意，不用自己付钱").CheckAsync();
        await family.ExpectSoundAsync(PortalCultures.Chinese);
        await family.Button("提交").TapAsync();
        await Expect(family.Page.GetByText("已同意，施工单位会和您约时间")).ToBeVisibleAsync();

        await using var builder = await portal.VisitAsAsync(Phones.Carer);
        await builder.OpenAsync("/workbench/visits");
        await builder.Page.Locator("a[href^='/workbench/adaptations/']").First.TapAsync();
        await Expect(builder.Page.GetByText("承德路 7 号 707")).ToBeVisibleAsync();
        await builder.Button("完工，请验收").TapAsync();
        await Expect(builder.Page.GetByText("请拍至少一张照片").First).ToBeVisibleAsync();
        await builder.ExpectSoundAsync(PortalCultures.Chinese);
        await builder.Page.SetInputFilesAsync("input[type=file]", Photo);
        await builder.Button("完工，请验收").TapAsync();
        await Expect(builder.Page.GetByText("已报完工，等街道验收")).ToBeVisibleAsync();

        await officer.OpenAsync($"/workbench/care/{id}");
        await officer.Link("验收").TapAsync();
        await officer.Page.GetByLabel("合格，计入本月结算").CheckAsync();
        await officer.ExpectSoundAsync(PortalCultures.Chinese);
        await officer.Button("提交验收").TapAsync();
        await Expect(officer.Page.GetByText("验收合格").First).ToBeVisibleAsync();
    }

    private static Task NextAsync(Visitor visitor) => visitor.Button("保存，下一步").TapAsync();
}
