using System.Net;
using System.Text.Json;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Api;

/// <summary>What maps and pickers ask for.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class JsonApiTests(PortalOverHttp portal) : IDisposable
{
    private readonly HttpClient _client = portal.Host.Client();

    public void Dispose() => _client.Dispose();

    [Fact]
    public async Task A_point_leads_to_its_micro_grid()
    {
        var unit = portal.Places.Find(DemoAccounts.MicroGrid)!;
        using var place = await JsonAsync(FormattableString.Invariant($"/api/places/at?lat={unit.Latitude}&lng={unit.Longitude}"));

        Assert.Equal(DemoAccounts.MicroGrid, place.RootElement.GetProperty("code").GetString());
        Assert.Contains("浦楼街道", place.RootElement.GetProperty("path").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/places/at?lat=31.2&lng=121.5", HttpStatusCode.NotFound)]
    [InlineData("/api/places/at?lat=NaN&lng=NaN", HttpStatusCode.NotFound)]
    [InlineData("/api/places/at?lat=1e308&lng=-1e308", HttpStatusCode.NotFound)]
    [InlineData("/api/places/at", HttpStatusCode.BadRequest)]
    [InlineData("/api/places/at?lat=north&lng=east", HttpStatusCode.BadRequest)]
    [InlineData("/api/map/areas?parent=999999", HttpStatusCode.NotFound)]
    [InlineData("/api/map/reports?latest=many", HttpStatusCode.BadRequest)]
    public async Task What_is_not_there_or_makes_no_sense_is_said_by_the_status(string address, HttpStatusCode expected)
    {
        using var response = await _client.GetAsync(address);
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Words_lead_to_places_the_best_first()
    {
        using var found = await JsonAsync("/api/places/search?q=化工新村");

        Assert.All(found.RootElement.EnumerateArray(), place => Assert.Contains("化工新村", place.GetProperty("path").GetString(), StringComparison.Ordinal));
        Assert.NotEqual(0, found.RootElement.GetArrayLength());
        using var nothing = await JsonAsync("/api/places/search?q=");
        Assert.Equal(0, nothing.RootElement.GetArrayLength());
        using var tooLong = await JsonAsync("/api/places/search?q=" + new string('x', 5000));
        Assert.Equal(0, tooLong.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Units_are_listed_level_by_level()
    {
        using var top = await JsonAsync("/api/places/units");
        var district = Assert.Single(top.RootElement.EnumerateArray()).GetProperty("code").GetString();
        using var streets = await JsonAsync("/api/places/units?parent=" + district);

        Assert.Equal(16, streets.RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Boundaries_are_sent_once_and_then_known_by_their_tag()
    {
        using var first = await _client.GetAsync("/api/map/areas");
        using var streets = JsonDocument.Parse(await first.Content.ReadAsStringAsync());
        Assert.Equal(16, streets.RootElement.GetProperty("features").GetArrayLength());
        Assert.Equal("application/geo+json", first.Content.Headers.ContentType?.MediaType);

        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/map/areas") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var again = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal("", await again.Content.ReadAsStringAsync());

        using var other = new HttpRequestMessage(HttpMethod.Get, "/api/map/areas?parent=320812003") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var street = await _client.SendAsync(other);
        Assert.Equal(HttpStatusCode.OK, street.StatusCode);
        Assert.NotEqual(first.Headers.ETag, street.Headers.ETag);
    }

    [Fact]
    public async Task The_public_map_shows_public_reports_only_and_no_numbers_of_people()
    {
        var place = portal.NewMicroGrid();
        var shown = await portal.FileAsync(portal.Filing(place) with { Description = "电话13912345678,路灯坏了" });
        var asked = await portal.FileAsync(portal.Filing(place) with { KeepPrivate = true });
        var dispute = await portal.FileAsync(portal.Filing(place, category: "01001"));
        var withdrawn = await portal.FileAsync(portal.Filing(place));
        (await portal.DoAsync(withdrawn.Id, version => new WithdrawGridReport(withdrawn.ByLink, version, Reason: null), by: null)).Must();

        using var points = await JsonAsync("/api/map/reports?place=" + place);

        var point = Assert.Single(points.RootElement.GetProperty("features").EnumerateArray()).GetProperty("properties");
        Assert.Equal($"/reports/{shown.Number}", point.GetProperty("href").GetString());
        Assert.Equal("电话***,路灯坏了", point.GetProperty("title").GetString());
        Assert.All([asked, dispute, withdrawn], hidden => Assert.DoesNotContain(hidden.Number, points.RootElement.GetRawText(), StringComparison.Ordinal));
        foreach (var hidden in new[] { asked, dispute, withdrawn })
            Assert.Equal(HttpStatusCode.NotFound, (await _client.OpenAsync("/reports/" + hidden.Number)).Status);
    }

    [Fact]
    public async Task The_map_sends_the_latest_as_many_as_are_asked_for()
    {
        var place = portal.NewMicroGrid();
        await portal.FileAsync(portal.Filing(place));
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        var latest = await portal.FileAsync(portal.Filing(place));
        using var points = await JsonAsync($"/api/map/reports?latest=1&place={place}");

        var point = Assert.Single(points.RootElement.GetProperty("features").EnumerateArray());
        Assert.Equal($"/reports/{latest.Number}", point.GetProperty("properties").GetProperty("href").GetString());
    }

    private async Task<JsonDocument> JsonAsync(string address)
    {
        using var response = await _client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync());
    }
}
