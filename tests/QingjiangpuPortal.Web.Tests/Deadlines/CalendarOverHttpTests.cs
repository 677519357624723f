using System.Net;
using System.Text;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Deadlines;

/// <summary>The pages by which the system administrator keeps the calendar and the limits.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class CalendarOverHttpTests(PortalOverHttp portal)
{
    private static readonly DemoAccount SystemAdministrator = DemoAccounts.All[10];

    [Fact]
    public async Task A_year_shows_its_holidays_in_words()
    {
        using var client = await portal.Host.ClientOfAsync(SystemAdministrator);
        var page = await client.OpenAsync("/workbench/calendar?year=2026");
        Assert.Equal(12, page.Html.QuerySelectorAll("table.cal-month").Length);
        Assert.Contains(page.Html.QuerySelectorAll("td.cal-free"), day => day.TextContent.Contains("17", StringComparison.Ordinal) && day.TextContent.Contains('休', StringComparison.Ordinal) && day.TextContent.Contains("春节", StringComparison.Ordinal));
        Assert.Contains("班", page.Text("td.cal-works"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_bad_lines_is_refused_with_a_sentence_for_each_and_a_good_one_is_imported()
    {
        using var client = await portal.Host.ClientOfAsync(SystemAdministrator);
        var form = "form[action='/workbench/calendar?year=2028&handler=Import']";
        var refused = await (await client.OpenAsync("/workbench/calendar?year=2028")).Form(form)
            .Attach("Upload", Encoding.UTF8.GetBytes("date,kind,name\n2028-02-30,holiday,春节\n2028-01-03,workday,元旦\n"), "2028.csv", "text/csv").SendAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("第 2 行“2028-02-30,holiday,春节”：没有这一天", refused.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("第 3 行", refused.Text(".error-summary"), StringComparison.Ordinal);

        var days = string.Concat(Enumerable.Range(20, 11).Select(day => $"2028-01-{day},holiday,春节\n"));
        var done = await refused.Form(form).Attach("Upload", Encoding.UTF8.GetBytes("date,kind,name\n" + days), "2028.csv", "text/csv").SendAsync();
        Assert.Equal("/workbench/calendar?year=2028", done.Location);
        var page = await done.FollowAsync();
        Assert.Equal(11, page.Html.QuerySelectorAll("td.cal-free").Length);
        Assert.Contains("放假安排已录入", page.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_holiday_has_its_English_on_an_English_page_and_any_other_name_is_shown_as_it_was_typed()
    {
        using var client = await portal.Host.ClientOfAsync(SystemAdministrator);
        await (await client.OpenAsync("/workbench/calendar?year=2025")).Form("form[action$='handler=Day']").Set("ChangedDay", "2025-06-11").Set("Name", "停电").SendAsync();
        await (await client.OpenAsync("/")).Form("form[action='/preferences/language']").SendAsync("English");
        var names = (await client.OpenAsync("/workbench/calendar?year=2025")).Html.QuerySelectorAll("td[data-label='For which holiday']").Select(cell => cell.TextContent).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(new HashSet<string>(StringComparer.Ordinal) { "Spring Festival", "National Day, Mid-Autumn Festival", "停电" }, names);
        Assert.DoesNotContain(names, name => name.Contains('节', StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_changed_meanwhile_is_said_and_what_was_typed_is_kept_for_another_try()
    {
        using var client = await portal.Host.ClientOfAsync(SystemAdministrator);
        const string day = "form[action='/workbench/calendar?year=2024&handler=Day']";
        var (mine, others) = (await client.OpenAsync("/workbench/calendar?year=2024"), await client.OpenAsync("/workbench/calendar?year=2024"));
        await others.Form(day).Set("ChangedDay", "2024-06-13").Set("Name", "甲").SendAsync();
        var refused = await mine.Form(day).Set("ChangedDay", "2024-06-13").Set("Name", "乙").SendAsync();
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("有人在您之前改过", refused.Text(".error-summary"), StringComparison.Ordinal);
        Assert.Contains("甲", refused.Text("details table"), StringComparison.Ordinal);
        var again = refused.Form(day);
        Assert.Equal(("2024-06-13", "乙"), (again["ChangedDay"], again["Name"]));
        Assert.Equal("/workbench/calendar?year=2024", (await again.SendAsync()).Location);

        const string limits = "form[action='/workbench/limits?code=03005']";
        var (late, first) = (await client.OpenAsync("/workbench/limits?code=03005"), await client.OpenAsync("/workbench/limits?code=03005"));
        await first.Form(limits).Set("Resolve", "4wd").SendAsync();
        var conflict = await late.Form(limits).Set("Resolve", "6wd").SendAsync();
        Assert.Equal(HttpStatusCode.Conflict, conflict.Status);
        Assert.Contains("4 个工作日", conflict.Text("table"), StringComparison.Ordinal);
        Assert.Equal("6wd", conflict.Form(limits)["Resolve"]);
        Assert.Equal("/workbench/limits", (await conflict.Form(limits).SendAsync()).Location);
    }

    [Fact]
    public async Task A_limit_that_cannot_be_read_comes_back_as_it_was_typed()
    {
        using var client = await portal.Host.ClientOfAsync(SystemAdministrator);
        var page = await client.OpenAsync("/workbench/limits?code=03006");
        var refused = await page.Form("form[action='/workbench/limits?code=03006']").Set("Resolve", "三天").SendAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("24h", refused.ErrorOf("Resolve"), StringComparison.Ordinal);
        var again = refused.Form("form[action='/workbench/limits?code=03006']");
        Assert.Equal("三天", again["Resolve"]);
        Assert.Equal("/workbench/limits", (await again.Set("Resolve", "3wd").SendAsync()).Location);
        Assert.Equal("3wd", (await client.OpenAsync("/workbench/limits?code=03006")).Form("form[action='/workbench/limits?code=03006']")["Resolve"]);
    }

    [Fact]
    public async Task A_report_says_its_limit_and_when_it_is_due()
    {
        var report = await portal.FileAsync(by: portal.Resident);
        using var client = portal.Host.Client();
        var facts = (await client.OpenAsync($"/reports/{report.Number}")).Text("dl.facts-list");
        Assert.Contains("受理期限", facts, StringComparison.Ordinal);
        Assert.Contains("时限 ", facts, StringComparison.Ordinal);
    }
}
