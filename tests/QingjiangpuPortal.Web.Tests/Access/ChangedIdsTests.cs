using System.Net;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Testing;
using QingjiangpuPortal.Web.Tests.Hosting;

namespace QingjiangpuPortal.Web.Tests.Access;

/// <summary>Somebody puts another's id into an address or a form: another resident, and an officer of another street.</summary>
[Collection(PortalOverHttpCollection.Name)]
public sealed class ChangedIdsTests(PortalOverHttp portal, RouteAccessTests.Scene scene) : IClassFixture<RouteAccessTests.Scene>, IAsyncLifetime
{
    private static readonly Visitor[] Strangers = [Visitor.AnotherResident, Visitor.WorkerElsewhere];

    /// <summary>Routes whose parameter names nothing of anybody's: reviewed, each with its reason.</summary>
    private static readonly string[] OpenToAll =
    [
        "error/{code:int}", "/r/{code}", "{**path:file}", "/openapi/{documentName}.json",
        "reports/{number}",         // public reports only; a private one's number is a row of its own
        "/report/photos/{ticket}",  // the sealed ticket is the right
        "/my/r/{token}",            // the link is the right
        "my/f/{token}",             // so is a follower's
        "care/apply/{step?}",       // a question's name, the answers are one's own
        "schools/{code}", "schools/rounds/{id:guid}/lottery", // public
        "schools/apply/{round:guid}/{step}", "schools/apply/{round:guid}/check", // a round is the same for everybody, the draft is one's own
        "insurance/apply/{step?}",  // so it is here
        "my/data/consents/{purpose}", // a purpose is the same for everybody, the consent is one's own
    ];

    public Task InitializeAsync() => scene.SetAsync(portal);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Every_route_with_an_id_is_closed_to_another_resident_and_to_another_street()
    {
        var routes = portal.Host.Endpoints().Where(e => e.RoutePattern.Parameters.Count > 0).Select(e => e.RoutePattern.RawText!).Except(OpenToAll).ToList();
        Assert.NotEmpty(routes);
        foreach (var route in routes)
        {
            // The table says what each gets, and its own test asks.
            var closed = RouteTable.Rows.Where(row => row.Route == route && Strangers.All(s => row.Answers[(int)s] is 403 or 404));
            Assert.True(closed.Any(), $"No row of RouteTable shows '{route}' with an id of somebody else's.");
            foreach (var row in closed)
                foreach (var stranger in Strangers)
                    Assert.Contains((await scene.ClientOf(stranger).OpenAsync(Fill(row.Address))).Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
        }
    }

    [Fact]
    public async Task No_form_of_any_page_changes_what_is_anothers_whatever_id_stands_in_it()
    {
        var before = await VictimAsync();
        // Who signs out is nobody any more.
        foreach (var (route, page) in (await portal.Host.PagesAsync()).Where(p => p.Route is not ("account/logout" or "account/login")))
        {
            var row = RouteTable.Pages.Last(r => r.Route == route);
            foreach (var form in PortalRoutes.FormsOf(page))
            {
                foreach (var id in new[] { "private-id", "worker-post", "worker", "private-photo" })
                {
                    // An id wherever an id is taken, the right version, and a word for every word.
                    var fields = PortalRoutes.BoundOf(page)
                        .Select(b => KeyValuePair.Create(b.Name, b.Name == "Version" ? before.Version : b.Type == typeof(string) ? "测试" : scene.Names[id]));
                    foreach (var stranger in Strangers)
                        using (var answer = await scene.PostAsync(stranger, Fill(row.Address) + form, fields))
                            Assert.True((int)answer.StatusCode < 500, $"{stranger} at {row.Address}{form}: {(int)answer.StatusCode}");
                }
            }
        }
        Assert.Equal(before, await VictimAsync());
    }

    /// <summary>Every column of what could be changed by its id, as one value.</summary>
    private async Task<(string Version, string Rows)> VictimAsync()
    {
        var (report, post, photo) = (Guid.Parse(scene.Names["private-id"]), Guid.Parse(scene.Names["worker-post"]), Guid.Parse(scene.Names["private-photo"]));
        var rows = await portal.QueryAsync(db => db.Database.SqlQuery<string>($"""
            SELECT r.*::text FROM grid_reports r WHERE id = {report}
            UNION ALL SELECT p.*::text FROM posts p WHERE id = {post} OR deputy_of = {post}
            UNION ALL SELECT p.*::text FROM people p WHERE id = {portal.Worker} OR id = {portal.Resident}
            UNION ALL SELECT a.*::text FROM attachments a WHERE id = {photo}
            """).ToListAsync());
        return ((await portal.ReportAsync(report)).Version.ToString(System.Globalization.CultureInfo.InvariantCulture), string.Join('\n', rows));
    }

    private string Fill(string address) =>
        scene.Names.Aggregate(address, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));
}
