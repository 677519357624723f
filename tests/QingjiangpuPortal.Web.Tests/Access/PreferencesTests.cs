using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Access;

/// <summary>The two switches in the header of every page.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class PreferencesTests(PortalOverHttp portal)
{
    [Fact]
    public async Task Elder_mode_is_switched_on_where_one_is_and_off_again()
    {
        using var client = portal.Host.Client();
        var on = await (await client.OpenAsync("/reports?state=Open")).Form("form[action='/preferences/elder-mode']").SendAsync();
        Assert.Equal("/reports?state=Open", on.Location);
        var page = await on.FollowAsync();
        Assert.True(page.Html.DocumentElement.HasAttribute("data-elder"));

        await page.Form("form[action='/preferences/elder-mode']").SendAsync();
        Assert.False((await client.OpenAsync("/")).Html.DocumentElement.HasAttribute("data-elder"));
    }

    [Fact]
    public async Task The_language_is_remembered_and_said_in_the_page()
    {
        using var client = portal.Host.Client();
        var chinese = await client.OpenAsync("/report");
        Assert.Equal("zh-CN", chinese.Html.DocumentElement.GetAttribute("lang"));

        var english = await (await chinese.Form("form[action='/preferences/language']").SendAsync("English")).FollowAsync();
        Assert.Equal("en", english.Html.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Report a problem", english.Text("h1"));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task A_switch_leads_back_only_within_the_portal(string returnUrl)
    {
        using var client = portal.Host.Client();
        var answer = await (await client.OpenAsync("/")).Form("form[action='/preferences/elder-mode']").Set("returnUrl", returnUrl).SendAsync();

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }
}
