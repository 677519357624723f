using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Desk;
using QingjiangpuPortal.Application.ElderlyCare;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Application.Patrols;
using QingjiangpuPortal.Application.SocialInsurance;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;
using SkiaSharp;
using static QingjiangpuPortal.Testing.PortalReports;

namespace QingjiangpuPortal.Web.Tests.Access;

/// <summary>Every route of the host × every kind of visitor, and what holds for all of them: headers, forms, no server error.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class RouteAccessTests(PortalOverHttp portal, RouteAccessTests.Scene scene) : IClassFixture<RouteAccessTests.Scene>, IAsyncLifetime
{
    public Task InitializeAsync() => scene.SetAsync(portal);

    public Task DisposeAsync() => Task.CompletedTask;

    public static TheoryData<string> Addresses => [.. RouteTable.Rows.Select(row => row.Address)];

    public static TheoryData<string> Pages => [.. RouteTable.Pages.Select(row => row.Address)];

    /// <summary>Pages that open for some and not for others.</summary>
    public static TheoryData<string> GuardedPages => [.. RouteTable.Pages.Where(row => row.Answers.Distinct().Count() > 1).Select(row => row.Address)];

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route()
    {
        var routes = Endpoints().Select(RouteOf).ToHashSet(StringComparer.Ordinal);
        var rows = RouteTable.Rows.Select(row => row.Route).ToHashSet(StringComparer.Ordinal);

        Assert.Empty(routes.Except(rows).Select(route => $"'{route}' has no row in RouteTable"));
        Assert.Empty(rows.Except(routes).Select(route => $"'{route}' of RouteTable is no route"));
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task A_route_answers_each_visitor_as_the_table_says(string address)
    {
        var row = Row(address);
        var actual = new List<string>();
        foreach (var visitor in Enum.GetValues<Visitor>())
        {
            var client = scene.ClientOf(visitor);
            using var response = IsPost(row)
                ? await client.PostAsync(Fill(address), new FormUrlEncodedContent([]))
                : await client.GetAsync(Fill(address));
            actual.Add($"{visitor} {(int)response.StatusCode}");
        }

        Assert.Equal(Enum.GetValues<Visitor>().Select(visitor => $"{visitor} {row.Answers[(int)visitor]}"), actual);
    }

    [Theory, MemberData(nameof(GuardedPages))]
    public async Task Who_is_not_signed_in_is_led_to_sign_in_and_back(string address)
    {
        var page = await scene.ClientOf(Visitor.Anonymous).OpenAsync(Fill(address));

        Assert.Equal($"/account/login?returnUrl={Uri.EscapeDataString(Fill(address))}", page.Location);
    }

    [Theory, MemberData(nameof(GuardedPages))]
    public async Task Who_cannot_open_a_page_cannot_send_its_forms(string address)
    {
        var row = Row(address);
        foreach (var visitor in Enum.GetValues<Visitor>().Where(v => row.Answers[(int)v] != 200))
        {
            foreach (var form in await FormsOfAsync(row.Route))
            {
                using var response = await scene.PostAsync(visitor, Fill(address) + form);
                var isRefused = visitor == Visitor.Anonymous ? response.StatusCode is HttpStatusCode.Found
                    : response.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound;
                Assert.True(isRefused, $"{visitor} posted to {address}{form}: {(int)response.StatusCode}");
            }
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task A_form_without_its_token_is_refused(string address)
    {
        var row = Row(address);
        // What went wrong with a form is shown whatever the form held.
        var expected = row.Route.StartsWith("error/", StringComparison.Ordinal) ? row.Answers[0] : StatusCodes.Status400BadRequest;
        var client = scene.ClientOf(Visitor.SecurityAdministrator);
        foreach (var form in (await FormsOfAsync(row.Route)).Append(""))
        {
            using var response = await client.PostAsync(Fill(address) + form, new FormUrlEncodedContent([]));
            Assert.Equal(expected, (int)response.StatusCode);
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task An_empty_form_never_breaks_a_page(string address)
    {
        var row = Row(address);
        var visitor = Enum.GetValues<Visitor>().First(v => row.Answers[(int)v] == row.Answers.Min());
        foreach (var form in (await FormsOfAsync(row.Route)).Append("").Append("?handler=Unknown"))
        {
            using var response = await scene.PostAsync(visitor, Fill(address) + form);
            Assert.True((int)response.StatusCode < 500, $"{address}{form}: {(int)response.StatusCode}");
        }
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task Every_answer_carries_the_security_headers(string address)
    {
        foreach (var visitor in new[] { Visitor.Anonymous, Visitor.Worker })
        {
            var client = scene.ClientOf(visitor);
            var page = await client.OpenAsync(Fill(address));
            var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));

            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Equal(["nosniff"], page.Headers.GetValues("X-Content-Type-Options"));
            Assert.Equal(["DENY"], page.Headers.GetValues("X-Frame-Options"));
            Assert.Equal(
                [address.StartsWith("/my/r/", StringComparison.Ordinal) ? "no-referrer" : "same-origin"], page.Headers.GetValues("Referrer-Policy"));
            Assert.False(page.Headers.Contains("Server"));
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public async Task No_page_has_anything_inline(string address)
    {
        foreach (var visitor in Enum.GetValues<Visitor>())
        {
            var client = scene.ClientOf(visitor);
            var page = await client.OpenAsync(Fill(address));
            var inline = page.Html.All.Where(element =>
                element.LocalName == "style"
                || (element.LocalName == "script" && (!element.HasAttribute("src") || element.TextContent.Trim().Length > 0))
                || element.Attributes.Any(a => a.Name == "style" || a.Name.StartsWith("on", StringComparison.Ordinal)
                    || a.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)));
            Assert.Empty(inline.Select(element => $"{visitor}: {element.OuterHtml}"));
        }
    }

    [Fact]
    public async Task Unknown_addresses_and_methods_get_a_page_of_the_portal()
    {
        using var client = portal.Host.Client();
        var missing = await client.OpenAsync("/nothing/here");

        Assert.Equal(HttpStatusCode.NotFound, missing.Status);
        Assert.Equal("没有找到这个页面", missing.Text("h1"));
    }

    private static bool IsPost(RouteRow row) => row.Route.StartsWith("POST ", StringComparison.Ordinal);

    private static RouteRow Row(string address) => RouteTable.Rows.Single(row => row.Address == address);

    private IEnumerable<RouteEndpoint> Endpoints() => portal.Host.Endpoints();

    private static string RouteOf(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is ["POST"] ? $"POST {endpoint.RoutePattern.RawText}" : endpoint.RoutePattern.RawText!;

    /// <summary>The forms that a page takes, as they stand in addresses.</summary>
    private async Task<IEnumerable<string>> FormsOfAsync(string route)
    {
        var pages = await portal.Host.PagesAsync();
        return PortalRoutes.FormsOf(pages.First(p => p.Route == route).Page);
    }

    private string Fill(string address) =>
        scene.Names.Aggregate(address, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    /// <summary>
    /// Set once for all tests of the class: one public and one private report of the resident, each with a photo, an application of
    /// the resident and of another family to each of the three services, and one client for every visitor with a token for forms.
    /// </summary>
    public sealed class Scene
    {
        private readonly Dictionary<Visitor, (HttpClient Client, string Token)> _visitors = [];

        /// <summary>What stands for the names in the table's addresses.</summary>
        public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

        public HttpClient ClientOf(Visitor visitor) => _visitors[visitor].Client;

        /// <summary>Posts a form, empty but for these fields, with a token that is valid for this visitor.</summary>
        public Task<HttpResponseMessage> PostAsync(Visitor visitor, string address, params IEnumerable<KeyValuePair<string, string>> fields) => ClientOf(visitor).PostAsync(
            address, new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", _visitors[visitor].Token), .. fields]));

        public async Task SetAsync(PortalOverHttp portal)
        {
            if (Names.Count > 0) return;
            var (family, familyId) = await portal.AddAccountAsync();
            foreach (var visitor in Enum.GetValues<Visitor>())
            {
                var client = (visitor == Visitor.OtherFamily ? family : RouteTable.AccountOf(visitor)) is { } account ? await portal.Host.ClientOfAsync(account) : portal.Host.Client();
                _visitors[visitor] = (client, (await client.OpenAsync("/account/logout")).Form("main form")["__RequestVerificationToken"]!);
            }
            Names = await FileAsync(portal, familyId);
        }

        private static async Task<IReadOnlyDictionary<string, string>> FileAsync(PortalOverHttp portal, Guid family)
        {
            var (shown, shownPhoto) = await FileWithPhotoAsync(portal, "04001");
            var (hidden, hiddenPhoto) = await FileWithPhotoAsync(portal, "01001");
            var place = portal.Places.Find(DemoAccounts.MicroGrid)!;
            // An empty form ends this post: it is nobody's whom another test needs.
            var leaver = await portal.AddPersonAsync(PostKind.CommunityOfficer, "320812003001");
            var round = await portal.AddRoundAsync(otherSeats: 1);
            var application = await portal.ApplyAsync(round, portal.Resident, PortalSchools.Answers(round, 1));
            var others = await portal.ApplyAsync(round, family, PortalSchools.Answers(round, 2) with { Preferences = [PortalSchools.OtherSchool] });
            // Before, a school does not see them.
            portal.Clock.Advance(Undo.Window);
            return new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["round"] = round.Id.ToString(),
                ["application"] = application.Id.ToString(),
                ["other-application"] = others.Id.ToString(),
                ["public-id"] = shown.Id.ToString(),
                ["public-number"] = shown.Number,
                ["public-photo"] = shownPhoto.ToString(),
                ["private-id"] = hidden.Id.ToString(),
                ["private-number"] = hidden.Number,
                ["private-photo"] = hiddenPhoto.ToString(),
                ["private-link"] = hidden.LinkToken,
                ["waiting-photo"] = (await UploadAsync(portal)).ToString(),
                ["worker"] = portal.Worker.ToString(),
                ["audit-line"] = (await portal.QueryAsync(db => db.AuditEntries.Select(e => e.Id).FirstAsync())).ToString(),
                ["worker-post"] = (await PostOfAsync(portal, portal.Worker)).ToString(),
                ["leaver"] = leaver.ToString(),
                // Of a report that is its own, so that whatever becomes of it changes no other test's.
                ["bulk-act"] = (await portal.SendAsync(new StartBulkAct(
                    SubmissionKey.New(), BulkActKind.Accept, [(await portal.FileAsync()).Id], new()), portal.Worker)).Must().ToString(),
                ["leaver-post"] = (await PostOfAsync(portal, leaver)).ToString(),
                ["ledger-person"] = (await portal.RegisterAsync(PortalLedger.Person())).ToString(),
                ["ledger-import"] = (await portal.StartImportAsync(portal.CommunityOfficer, [PortalLedger.Person()])).ToString(),
                ["patrol"] = (await PatrolOfAsync(portal, portal.Worker)).ToString(),
                ["care"] = (await portal.SendAsync(new SubmitCareRequest(SubmissionKey.New(), portal.CareAnswers(), []), portal.Resident)).Must().ToString(),
                ["insurance"] = (await portal.SendAsync(new SubmitInsuranceEnrollment(SubmissionKey.New(), portal.InsuranceAnswers(), []), portal.Resident)).Must().ToString(),
                ["other-care"] = (await portal.SendAsync(new SubmitCareRequest(SubmissionKey.New(), portal.CareAnswers(), []), family)).Must().ToString(),
                ["other-insurance"] = (await portal.SendAsync(new SubmitInsuranceEnrollment(SubmissionKey.New(), portal.InsuranceAnswers(), []), family)).Must().ToString(),
                ["short-code"] = place.ShortCode!,
                ["latitude"] = FormattableString.Invariant($"{place.Latitude}"),
                ["longitude"] = FormattableString.Invariant($"{place.Longitude}"),
            };
        }

        private static async Task<(Filed Report, Guid Photo)> FileWithPhotoAsync(PortalOverHttp portal, string category)
        {
            var photo = await UploadAsync(portal);
            return (await portal.FileAsync(portal.Filing(category: category) with { PhotoIds = [photo] }, portal.Resident), photo);
        }

        /// <summary>The round that goes on, which another class's scene may have begun.</summary>
        private static async Task<Guid> PatrolOfAsync(PortalOverHttp portal, Guid person) =>
            (await portal.SendAsync(new ListPatrols(After: null), person)).Must().OpenId ?? (await portal.SendAsync(new StartPatrol(UnitCode: null), person)).Must();

        private static Task<Guid> PostOfAsync(PortalOverHttp portal, Guid person) =>
            portal.QueryAsync(db => db.Posts.Where(p => p.PersonId == person).Select(p => p.Id).SingleAsync());

        private static async Task<Guid> UploadAsync(PortalOverHttp portal)
        {
            using var picture = new MemoryStream(TestPictures.Encode(SKEncodedImageFormat.Jpeg));
            return (await portal.SendAsync(new UploadPhoto(picture), by: null)).Must();
        }
    }
}
