using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Localization;
using QingjiangpuPortal.Web.Pages.Workbench.Audit;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Audit;

[Collection(PortalOverHttpCollection.Name)]
public sealed class AuditOverHttpTests(PortalOverHttp portal)
{
    private const string SearchForm = "form[action='/workbench/audit?handler=Find']";
    private const string ExportForm = "form[action='/workbench/audit?handler=Export']";

    [Fact]
    public async Task A_search_by_mobile_number_goes_on_with_an_id_and_a_masked_name()
    {
        var report = await portal.FileAsync(by: portal.Resident);
        using var client = await AuditorAsync();
        var answer = await (await client.OpenAsync("/workbench/audit")).Form(SearchForm)
            .Set("PersonPhone", PortalOverHttp.ResidentAccount.Phone).Set("Subject", report.Id.ToString()).SendAsync();

        Assert.Equal($"/workbench/audit?person={portal.Resident}&subject={report.Id}", answer.Location);
        var page = await answer.FollowAsync();
        Assert.Single(page.Html.QuerySelectorAll("tbody tr"));
        Assert.Contains("上报", page.Text("tbody tr"), StringComparison.Ordinal);
        Assert.Contains("*", page.Text("tbody tr"), StringComparison.Ordinal);
        Assert.DoesNotContain(PortalOverHttp.ResidentAccount.Phone, page.Source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_nobody_has_is_said()
    {
        using var client = await AuditorAsync();
        var answer = await (await client.OpenAsync("/workbench/audit")).Form(SearchForm).Set("ActorPhone", "13111111111").SendAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("没有人用这个手机号", answer.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_shows_its_seal_when_it_has_one()
    {
        var report = await portal.FileAsync(by: portal.Resident);
        var line = await portal.QueryAsync(db => db.AuditEntries.SingleAsync(e => e.SubjectId == report.Id.ToString()));
        using var client = await AuditorAsync();

        var page = await client.OpenAsync($"/workbench/audit/{line.Id}");
        Assert.Equal("上报", page.Text("h1"));
        Assert.Contains("还没有封存", page.Text("main"), StringComparison.Ordinal);
        await portal.QueryAsync(async db =>
        {
            while (await Infrastructure.BackgroundWork.AuditSealer.SealAsync(db, portal.Clock.GetUtcNow(), CancellationToken.None)) { }
            return 0;
        });

        page = await client.OpenAsync($"/workbench/audit/{line.Id}");
        Assert.Contains(Convert.ToHexStringLower(line.LeafHash()), page.Text("main"), StringComparison.Ordinal);
        Assert.Contains("已封存到第", (await client.OpenAsync("/workbench/audit")).Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_asks_for_a_period_and_a_reason_and_leaves_a_line_itself()
    {
        var report = await portal.FileAsync(portal.Filing() with { ContactPhone = "13712345678" }, by: null);
        await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.Other, "=HYPERLINK(\"http://x\")"), portal.Worker);
        using var client = await AuditorAsync();
        var form = (await client.OpenAsync($"/workbench/audit?subject={report.Id}")).Form(ExportForm);

        var refused = await form.SendAsync();
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("导出要选起止日期，最多 366 天", refused.ErrorOf("From"));
        Assert.Equal("请写明原因或情况", refused.ErrorOf("Reason"));

        var today = AuditAddress.Day(ChinaTime.DayOf(portal.Clock.GetUtcNow()))!;
        var sent = refused.Form(ExportForm).Set("From", today).Set("To", today).Set("Reason", "季度检查");
        var file = await sent.SendAsync();

        Assert.Equal("text/csv", file.Content.ContentType!.MediaType);
        Assert.Equal($"audit-{today}-{today}.csv", file.Content.ContentDisposition!.FileName!.Trim('"'));
        Assert.Equal(3, file.Source.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains($"\"{report.Id}\"", file.Source, StringComparison.Ordinal);
        // Masked names are not told apart; their ids are.
        Assert.Contains($",\"{portal.Worker}\",\"\"\r\n", file.Source, StringComparison.Ordinal);
        Assert.Contains("\"其他：=HYPERLINK(\"\"http://x\"\")\"", file.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("13712345678", file.Source, StringComparison.Ordinal);
        var line = await portal.QueryAsync(db => db.AuditEntries.OrderBy(e => e.Id).LastAsync(e => e.Action == "ExportAudit" && e.ActorId == portal.AuditAdministrator));
        Assert.Equal((AuditKind.Export, "季度检查", $"{today}..{today}"), (line.Kind, line.Reason, line.SubjectId));
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a \"word\", and\r\nmore", "\"a \"\"word\"\", and\r\nmore\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+86", "\"'+86\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("＝1", "\"'＝1\"")]
    [InlineData(null, "\"\"")]
    public void No_field_is_a_formula(string? value, string field) => Assert.Equal(field, AuditCsv.Field(value));

    [Fact]
    public void Every_command_has_a_word_in_the_trail() =>
        Assert.Equal(
            typeof(PortalDb).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(ICommand))).Select(t => t.Name).Order(StringComparer.Ordinal),
            AuditWords.Actions.Keys.Order(StringComparer.Ordinal));

    private Task<HttpClient> AuditorAsync() => portal.Host.ClientOfAsync(DemoAccounts.All[11]);
}
