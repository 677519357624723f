using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Localization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.EndToEnd.Tests.Hosting;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Preferences;
using static Microsoft.Playwright.Assertions;

namespace QingjiangpuPortal.EndToEnd.Tests;

/// <summary>Every page once, as the role that sees most on it: accessible, fitting a phone, in the right language, without a complaint of the browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed partial class PagesTests(BrowserFixture portal)
{
    private const string Nobody = "";

    /// <summary>Address and who opens it; <c>{Status}</c> stands for the id of a report in that status.</summary>
    public static TheoryData<string, string> Pages => new()
    {
        { "/", Nobody },
        { "/reports", Nobody },
        { "/reports/{number}", Nobody },
        { "/report", Phones.Resident },
        { "/care", Nobody },
        { "/care/apply/elder", Phones.Resident },
        { "/care/apply/home", Phones.Resident },
        { "/care/apply/wants", Phones.Resident },
        { "/care/apply/check", Phones.Resident },
        { "/my/care", Phones.Resident },
        { "/workbench/care", Phones.StreetOfficer },
        { "/workbench/care?view=all", Phones.DistrictOfficer },
        { "/workbench/visits", Phones.Carer },
        { "/workbench/settlements", Phones.DistrictOfficer },
        { "/insurance", Nobody },
        { "/insurance/estimate?scheme=employees&asked=true&wage=12049&index=0.8&years=30&account=50000&age=60", Nobody },
        { "/insurance/retirement?born=1975-03&kind=WomanFormerly50", Nobody },
        { "/insurance/points", Nobody },
        { "/insurance/apply/scheme", Phones.Resident },
        { "/insurance/apply/person", Phones.Resident },
        { "/insurance/apply/check", Phones.Resident },
        { "/my/insurance", Phones.Resident },
        { "/workbench/insurance", Phones.InsuranceOfficer },
        { "/workbench/insurance?view=all", Phones.DistrictOfficer },
        { "/workbench/insurance/coverage", Phones.InsuranceOfficer },
        { "/workbench/insurance/figures", Phones.DistrictOfficer },
        { "/r/QJP0", Nobody },
        { "/my", Nobody },
        { "/my", Phones.Resident },
        { "/my/reports/{Submitted}", Phones.Resident },
        { "/my/reports/{Resolved}", Phones.Resident },
        { "/my/reports/{Closed}", Phones.Resident },
        { "/my/data", Phones.Resident },
        { "/my/data/looks", Phones.Resident },
        { "/my/data/name", Phones.Resident },
        { "/my/data/phone", Phones.Resident },
        { "/my/data/consents/report-name", Phones.Resident },
        { "/my/data/children/add", Phones.Resident },
        { "/my/data/copy", Phones.Resident },
        { "/my/data/delete", Phones.Resident },
        { "/my/data/delete", Phones.Worker },
        { "/my/inbox", Phones.Resident },
        { "/my/notifications", Phones.Resident },
        { "/my/notifications", Phones.Worker },
        { "/account", Phones.Resident },
        { "/account/password", Phones.Resident },
        { "/account/sessions", Phones.Resident },
        { "/account/second-factors", Phones.Resident },
        { "/account/confirm", Phones.Resident },
        { "/account/recovery", Nobody },
        { "/workbench/accounts", Phones.CommunityOfficer },
        { "/account/login", Nobody },
        { "/account/login?byCode=true", Nobody },
        { "/account/logout", Phones.Resident },
        { "/account/links", Phones.Resident },
        { "/workbench/system/blocked", Phones.SystemAdministrator },
        { "/accessibility", Nobody },
        { "/privacy", Nobody },
        { "/offline", Nobody },
        { "/schools", Nobody },
        { "/schools/find", Nobody },
        { "/schools/320812003S002", Nobody },
        { "/my/schools", Phones.Resident },
        { "/workbench/schools", Phones.Registrar },
        { "/workbench/schools/figures", Phones.EducationBureau },
        { "/workbench/schools/rounds", Phones.EducationBureau },
        { "/schools?stage=Nursery", Nobody },
        { "/workbench/schools/list", Phones.EducationBureau },
        { "/workbench/schools/list?stage=JuniorMiddle", Phones.EducationBureau },
        { "/workbench/schools/list/new", Phones.EducationBureau },
        { "/workbench/schools/list/320812003S002", Phones.EducationBureau },
        { "/workbench/schools/list/320812003S002/edit", Phones.EducationBureau },
        { "/workbench/schools/list/320812003S002/campus", Phones.EducationBureau },
        { "/workbench/schools/list/320812003S002/catchments/add?search=化工新村", Phones.EducationBureau },
        { "/dev/outbox", Nobody },
        { "/workbench", Phones.Worker },
        { "/workbench/reports", Phones.DistrictOfficer },
        { "/workbench/reports?state=overdue", Phones.DistrictOfficer },
        { "/workbench/reports/{Submitted}", Phones.Worker },
        { "/workbench/reports/{Closed}", Phones.Worker },
        { "/workbench/reports/{Submitted}/accept", Phones.Worker },
        { "/workbench/reports/{Submitted}/reject", Phones.Worker },
        { "/workbench/reports/{Submitted}/correct", Phones.Worker },
        { "/workbench/reports/{Submitted}/contact", Phones.Worker },
        { "/workbench/reports/{Accepted}/assign", Phones.Worker },
        { "/workbench/reports/{Accepted}/start", Phones.Worker },
        { "/workbench/reports/{InProgress}/resolve", Phones.Leader },
        { "/workbench/reports/{InProgress}/return", Phones.Leader },
        { "/workbench/reports/{Resolved}/verify", Phones.Worker },
        { "/workbench/reports/{Resolved}/fail-verification", Phones.Worker },
        { "/workbench/reports?assignee=nobody&due=24&sort=due", Phones.StreetOfficer },
        { "/workbench/reports/{Submitted}/reply", Phones.Worker },
        { "/workbench/reports/{Submitted}/notes", Phones.Worker },
        { "/workbench/filters", Phones.StreetOfficer },
        { "/workbench/templates", Phones.StreetOfficer },
        { "/workbench/mentions", Phones.Worker },
        { "/workbench/bulk", Phones.Worker },
        { "/workbench/bulk/new?kind=assign&all=true&filter=state%3Dopen", Phones.Worker },
        { "/workbench/file", Phones.Worker },
        { "/workbench/people", Phones.SecurityAdministrator },
        { "/workbench/people/add?kind=GridWorker&search=化工新村", Phones.SecurityAdministrator },
        { "/workbench/deputies", Phones.Worker },
        { "/workbench/permissions", Phones.SecurityAdministrator },
        { "/workbench/system", Phones.SystemAdministrator },
        { "/workbench/dead-letters", Phones.SystemAdministrator },
        { "/dashboard", Phones.DistrictOfficer },
        { "/dashboard/services", Phones.DistrictOfficer },
        { "/workbench/schools/rounds/new", Phones.EducationBureau },
        { "/ledgers", Phones.CommunityOfficer },
        { "/ledgers/import", Phones.CommunityOfficer },
        { "/ledgers/people/{person}", Phones.CommunityOfficer },
        { "/ledgers/people/{person}/facts", Phones.CommunityOfficer },
        { "/ledgers/people/{person}/facts?kind=LivingAlone", Phones.CommunityOfficer },
        { "/ledgers/people/{person}/account", Phones.CommunityOfficer },
        { "/ledgers/people/{person}/reveal", Phones.Worker },
    };

    /// <summary>One page of each layout.</summary>
    public static TheoryData<string, string> Layouts => new()
    {
        { "/report", Phones.Resident },
        { "/my/reports/{Resolved}", Phones.Resident },
        { "/my/data", Phones.Resident },
        { "/workbench", Phones.Worker },
        { "/workbench/reports/{Submitted}", Phones.Worker },
        { "/dashboard", Phones.DistrictOfficer },
        { "/error/404", Nobody },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_is_accessible_fits_a_phone_and_has_no_errors(string address, string phone)
    {
        await using var visitor = await VisitAsync(phone);
        await visitor.OpenAsync(await AddressOfAsync(address));
        await visitor.ExpectSoundAsync(PortalCultures.Chinese);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(429)]
    [InlineData(500)]
    public async Task An_error_page_is_accessible_and_fits_a_phone(int code)
    {
        await using var visitor = await portal.VisitAsync();
        await visitor.OpenAsync($"/error/{code}", (HttpStatusCode)code);
        await visitor.ExpectSoundAsync(PortalCultures.Chinese);
    }

    [Theory]
    [InlineData("/report", Phones.Resident, "预览并发送")]
    [InlineData("/account/login", Nobody, "登录")]
    [InlineData("/my/data/children/add", Phones.Resident, "登记")]
    [InlineData("/my/data/copy", Phones.Resident, "下载 PDF")]
    [InlineData("/workbench/file", Phones.Worker, "上报这件事")]
    [InlineData("/ledgers/import", Phones.CommunityOfficer, "检查并导入")]
    [InlineData("/workbench/reports/{InProgress}/resolve", Phones.Leader, "办结")]
    public async Task A_refused_form_is_accessible_and_leads_to_what_is_wrong(string address, string phone, string button)
    {
        await using var visitor = await VisitAsync(phone);
        await visitor.OpenAsync(await AddressOfAsync(address));
        await visitor.Button(button).ClickAsync();

        var summary = visitor.Page.GetByRole(AriaRole.Alert);
        await Expect(summary).ToBeFocusedAsync();
        foreach (var link in await summary.GetByRole(AriaRole.Link).AllAsync())
            await Expect(visitor.Page.Locator((await link.GetAttributeAsync("href"))!)).ToBeVisibleAsync();
        await visitor.ExpectSoundAsync(PortalCultures.Chinese);
    }

    [Fact]
    public async Task What_the_staff_see_after_asking_for_a_contact_or_for_a_further_post_is_accessible()
    {
        await using var worker = await VisitAsync(Phones.Worker);
        await worker.OpenAsync(await AddressOfAsync("/workbench/reports/{Submitted}/contact"));
        await worker.Page.GetByLabel("约时间上门").CheckAsync();
        await worker.Button("联系报告人").ClickAsync();
        await Expect(worker.Page.Locator("#contact")).ToBeVisibleAsync();
        await worker.ExpectSoundAsync(PortalCultures.Chinese);

        await using var administrator = await VisitAsync(Phones.SecurityAdministrator);
        var someone = await portal.QueryAsync(db => db.Posts.Select(p => p.PersonId).FirstAsync());
        await administrator.OpenAsync($"/workbench/people/{someone}/posts/add");
        await administrator.ExpectSoundAsync(PortalCultures.Chinese);
    }

    [Fact]
    public async Task The_switches_of_the_header_are_remembered_on_the_next_page()
    {
        await using var visitor = await portal.VisitAsync();
        await visitor.OpenAsync("/reports");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "长辈版" }).TapAsync();
        await Expect(visitor.Page.Locator("html[data-elder]")).ToHaveCountAsync(1);
        await visitor.Page.Locator("summary").Filter(new() { HasText = "菜单" }).TapAsync();
        await visitor.Page.Locator(".menu-panel").GetByRole(AriaRole.Button, new() { Name = "English" }).TapAsync();
        await Expect(visitor.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");

        await visitor.OpenAsync("/report");
        await Expect(visitor.Page.Locator("html[data-elder]")).ToHaveAttributeAsync("lang", "en");
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task The_elders_version_has_large_text_and_large_buttons(string address, string phone)
    {
        await using var visitor = await VisitAsync(phone);
        await RememberAsync(visitor, ElderMode.CookieName, "on");
        await OpenAnyAsync(visitor, address);

        await Expect(visitor.Page.Locator("html[data-elder]")).ToHaveCountAsync(1);
        var textSize = await visitor.Page.EvaluateAsync<double>("parseFloat(getComputedStyle(document.body).fontSize)");
        Assert.True(textSize >= 18, $"The text is {textSize} px high.");
        foreach (var button in await visitor.Page.Locator(".btn-primary:visible").AllAsync())
            Assert.True((await button.BoundingBoxAsync())!.Height >= 60, $"“{await button.InnerTextAsync()}” is small.");
        await visitor.ExpectSoundAsync(PortalCultures.Chinese);
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task In_English_nothing_of_the_portals_own_words_is_Chinese(string address, string phone)
    {
        await using var visitor = await VisitAsync(phone);
        await RememberAsync(visitor, PortalCultures.CookieName, CookieRequestCultureProvider.MakeCookieValue(new(PortalCultures.English)));
        await OpenAnyAsync(visitor, address);

        // What people wrote and what places are called stays as it is.
        var words = await visitor.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('header, footer, h1, h2, h3, label, legend, th, dt, button, summary, .btn, .tag, .field-hint')]
                .filter(element => !element.closest('.report-text, .choices'))
                .map(element => element.innerText)
            """);
        string[] ownNames = ["中文", portal.Places.Find(DemoAccounts.Grid)!.Name, .. portal.Places.OfLevel(OrgLevel.Community).Select(c => c.Name)];
        Assert.DoesNotContain(words, text => ChineseCharacter().IsMatch(ownNames.Aggregate(text, (rest, name) => rest.Replace(name, "", StringComparison.Ordinal))));
        await visitor.ExpectSoundAsync(PortalCultures.English);
    }

    private Task<Visitor> VisitAsync(string phone) => phone == Nobody ? portal.VisitAsync() : portal.VisitAsAsync(phone);

    private async Task OpenAnyAsync(Visitor visitor, string address) =>
        await visitor.OpenAsync(await AddressOfAsync(address), address == "/error/404" ? HttpStatusCode.NotFound : HttpStatusCode.OK);

    private async Task<string> AddressOfAsync(string address)
    {
        if (address.Contains("{number}", StringComparison.Ordinal))
            return address.Replace("{number}", (await portal.ReportInAsync(GridReportStatus.InProgress)).Number, StringComparison.Ordinal);
        if (address.Contains("{person}", StringComparison.Ordinal))
            return address.Replace("{person}", (await portal.RegisterAsync(PortalLedger.Person())).ToString(), StringComparison.Ordinal);
        if (StatusInAddress().Match(address) is not { Success: true } status) return address;
        var report = await portal.ReportInAsync(Enum.Parse<GridReportStatus>(status.Groups[1].Value));
        return address.Replace(status.Value, report.Id.ToString(), StringComparison.Ordinal);
    }

    private Task RememberAsync(Visitor visitor, string preference, string value) =>
        visitor.Page.Context.AddCookiesAsync([new() { Name = preference, Value = Uri.EscapeDataString(value), Url = portal.Address.ToString() }]);

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex ChineseCharacter();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex StatusInAddress();
}
