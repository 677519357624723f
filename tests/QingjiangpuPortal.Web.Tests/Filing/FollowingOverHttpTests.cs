using System.Net;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Filing;

/// <summary>关注 as a browser without JavaScript does it.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class FollowingOverHttpTests(PortalOverHttp portal)
{
    [Fact]
    public async Task A_follow_form_counts_as_filing_and_comes_back_with_the_number_when_it_was_sent_too_fast()
    {
        await using var host = new PortalHost(portal, ("Portal:Door:Filing:PerDevice", "1"));
        using var client = host.Client();
        var report = await portal.FileAsync();
        var form = (await client.OpenAsync($"/reports/{report.Number}")).Form(FormOf(report.Number)).Set("ContactPhone", "13712345678");
        Assert.Equal("/report/followed", (await form.SendAsync()).Location);
        var refused = await form.SendAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("发送得太快了", refused.Text("main [role=alert]"), StringComparison.Ordinal);
        Assert.Equal("13712345678", refused.Form(FormOf(report.Number))["ContactPhone"]);
    }

    [Fact]
    public async Task A_merged_report_leads_to_its_primary_which_is_followed_in_its_place()
    {
        using var client = portal.Host.Client();
        var (report, primary) = (await portal.FileAsync(), await portal.FileAsync());
        var form = (await client.OpenAsync($"/reports/{report.Number}")).Form(FormOf(report.Number));
        (await portal.DoAsync(report.Id, v => new MergeGridReport(report.Id, v, primary.Number, Note: null), portal.Worker)).Must();

        var moved = await client.OpenAsync($"/reports/{report.Number}");
        Assert.Equal((HttpStatusCode.Redirect, $"/reports/{primary.Number}"), (moved.Status, moved.Location));
        Assert.Contains($"{report.Number} 已与这一件合并办理", (await moved.FollowAsync()).Text("body"), StringComparison.Ordinal);
        var followed = await (await form.SendAsync()).FollowAsync();
        Assert.Contains(primary.Number, followed.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_over_offers_no_following_and_a_form_from_before_is_told_why()
    {
        using var client = portal.Host.Client();
        var report = await portal.FileAsync();
        var form = (await client.OpenAsync($"/reports/{report.Number}")).Form(FormOf(report.Number));
        (await portal.DoAsync(report.Id, v => new RejectGridReport(report.Id, v, "请拨打 12345"), portal.Worker)).Must();
        Assert.Null((await client.OpenAsync($"/reports/{report.Number}")).Html.QuerySelector(FormOf(report.Number)));
        var refused = await form.SendAsync();
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        Assert.Contains("这件事已经办完", refused.Text(".error-summary"), StringComparison.Ordinal);
    }

    private static string FormOf(string number) => $"form[action='/reports/{number}?handler=Follow']";
}
