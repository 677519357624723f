using System.Globalization;
using System.Net;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Workbench;

/// <summary>联系报告人 through the pages: a reason, ten minutes, one viewer.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class RevealOverHttpTests(PortalOverHttp portal)
{
    private const string Phone = "13698765432";

    [Fact]
    public async Task The_number_shows_to_whoever_gave_a_reason_until_the_time_that_the_page_names()
    {
        var report = await portal.FileAsync(portal.Filing() with { ContactName = "周小满", ContactPhone = Phone });
        var address = $"/workbench/reports/{report.Id}";
        using var worker = await portal.Host.ClientOfAsync(PortalOverHttp.WorkerAccount);
        using var officer = await portal.Host.ClientOfAsync(DemoAccounts.All[5]);

        var without = await (await worker.OpenAsync(address + "/contact")).Form("main form").SendAsync();
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "请选择为什么要看"), (without.Status, without.ErrorOf("Purpose")));
        Assert.DoesNotContain(Phone, (await worker.OpenAsync(address)).Source, StringComparison.Ordinal);

        var granted = await (await worker.OpenAsync(address + "/contact")).Form("main form").Set("Purpose", nameof(RevealPurpose.Appointment)).SendAsync();
        Assert.Equal(address, granted.Location);
        var shown = await granted.FollowAsync();
        Assert.Contains(Phone, shown.Text("main .phone-number"), StringComparison.Ordinal);
        Assert.Contains("只给您看，到", shown.Text("main"), StringComparison.Ordinal);
        Assert.Equal(Reveal.ValidFor.TotalSeconds.ToString(CultureInfo.InvariantCulture), Assert.Single(shown.Headers.GetValues("Refresh")));
        Assert.True(shown.Headers.CacheControl!.NoStore);
        var second = await officer.OpenAsync(address);
        Assert.DoesNotContain(Phone, second.Source, StringComparison.Ordinal);
        Assert.Contains("136****5432", second.Text("main"), StringComparison.Ordinal);

        portal.Clock.Advance(Reveal.ValidFor);
        var over = await worker.OpenAsync(address);
        Assert.DoesNotContain(Phone, over.Source, StringComparison.Ordinal);
        Assert.False(over.Headers.Contains("Refresh"));
    }

    [Fact]
    public async Task An_administrator_finds_people_by_name_characters_and_sees_them_masked()
    {
        using var administrator = await portal.Host.ClientOfAsync(PortalOverHttp.SecurityAdministratorAccount);
        var found = await (await administrator.OpenAsync("/workbench/people")).Form("form.filters").Set("Named", "燕李").SendAsync();
        Assert.Equal(HttpStatusCode.OK, found.Status);
        Assert.Contains("李**", found.Text("main table"), StringComparison.Ordinal);
        Assert.DoesNotContain("李春燕", found.Source, StringComparison.Ordinal);
        Assert.DoesNotContain("王**", found.Source, StringComparison.Ordinal);
    }
}
