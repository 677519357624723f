using System.Reflection;
using CsCheck;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Dashboards;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using SkiaSharp;

namespace QingjiangpuPortal.Application.Tests.Common;

/// <summary>
/// Random posts, by right and as a deputy, held, coming and ended, against reports at every height of the tree: every list,
/// number, page, picture and command shows and changes what the posts cover, and nothing else.
/// </summary>
public sealed class RandomPostsTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    private const string Department = "320812D01";
    private static readonly string[] MicroGrids = [DemoAccounts.MicroGrid, "32081200300200102", "32081200300200201", "32081200300100101", "32081201100100101"];

    /// <summary>Where posts are held: the ancestors of the reports' places, a department, and what has nothing to do with reports.</summary>
    private static readonly HeldPost[] Posts =
    [
        .. from unit in MicroGrids.SelectMany(m => Enum.GetValues<OrgLevel>().Select(level => OrgCode.AncestorAt(m, level)!)).Append(Department).Distinct()
           from kind in Enum.GetValues<PostKind>()
           where Post.Fits(kind, unit)
           select new HeldPost(kind, unit),
    ];

    /// <summary>A post and when: held today, coming tomorrow, ended yesterday; by right or as a deputy.</summary>
    private readonly record struct Term(HeldPost Post, int Time, bool IsDeputy);

    private static readonly Gen<Term[]> AnyTerms = Gen.Select(Gen.Int[0, Posts.Length - 1], Gen.Int[0, 4], Gen.Bool)
        .Select((post, time, deputy) => new Term(Posts[post], Math.Max(time - 2, 0), deputy)).Array[0, 3];

    private static readonly DateOnly PortalDay = ChinaTime.DayOf(PortalFixture.Start);

    private sealed record Scene(List<GridReport> Reports, Dictionary<Guid, Guid> PhotoOf);

    private DateOnly Today => ChinaTime.DayOf(portal.Clock.GetUtcNow());

    [Fact]
    public async Task Nothing_outside_the_union_of_the_posts_is_visible_or_changeable()
    {
        var scene = await SetAsync();
        await AnyTerms.SampleAsync(async terms =>
        {
            var person = await HolderOfAsync(terms);
            var held = terms.Where(t => t.Time == 0).Select(t => t.Post).ToList();
            await ListsShowWhatIsCoveredAsync(scene, person, held);
            await PagesAndPicturesOpenWhatIsCoveredAsync(scene, person, held);
            await CommandsReachWhatTheirOwnPermissionCoversAsync(scene, person, held);
        }, iter: 12, threads: 1);
    }

    private async Task ListsShowWhatIsCoveredAsync(Scene scene, Guid person, List<HeldPost> held)
    {
        var covered = scene.Reports.Where(r => Covers(held, Permission.ViewReports, r)).Select(r => r.Id).Order().ToList();
        var (list, queue) = (await portal.SendAsync(new ListReports(new()), person), await portal.SendAsync(new GetQueue(), person));
        if (!held.Exists(p => Permissions.Carries(p.Kind, Permission.ViewReports)))
        {
            Assert.Equal(("Access.Forbidden", "Access.Forbidden"), (list.FirstError.Code, queue.FirstError.Code));
        }
        else
        {
            Assert.Equal(covered, list.Must().Items.Select(r => r.Id).Order());
            Assert.Equal(covered, queue.Must().Page.Items.Select(r => r.Id).Order());
            Assert.Equal(covered.Count, queue.Value.Counts.All);
        }
        var numbers = await portal.SendAsync(new GetDashboard(), person);
        var places = held.Where(p => Permissions.Carries(p.Kind, Permission.ViewDashboard)).ToList();
        if (places.Count == 0) Assert.Equal("Access.Forbidden", numbers.FirstError.Code);
        else
        {
            foreach (var unit in numbers.Must().Own)
            {
                var own = (await portal.SendAsync(new GetDashboard(unit, PeriodKind.HalfYear), person)).Must();
                var counted = scene.Reports.Count(r => OrgCode.Covers(unit, r.PlaceCode));
                Assert.Equal((counted, counted), (own.Open, own.Total.Filed));
            }
            Assert.All(places, p => Assert.Contains(numbers.Value.Own, unit => OrgCode.Covers(unit, p.UnitCode)));
        }
    }

    private async Task PagesAndPicturesOpenWhatIsCoveredAsync(Scene scene, Guid person, List<HeldPost> held)
    {
        foreach (var report in scene.Reports)
        {
            var covers = Covers(held, Permission.ViewReports, report);
            Assert.Equal(covers, !(await portal.SendAsync(new GetReport(report.Id), person)).IsError);
            var photo = await portal.SendAsync(new OpenPhoto(scene.PhotoOf[report.Id], Thumbnail: true), person);
            Assert.Equal(covers, !photo.IsError);
            if (!photo.IsError) await photo.Value.Content.DisposeAsync();
        }
    }

    private async Task CommandsReachWhatTheirOwnPermissionCoversAsync(Scene scene, Guid person, List<HeldPost> held)
    {
        foreach (var report in scene.Reports)
            foreach (var command in Commands(report).Where(c => !Covers(held, c.Permission, report)))
                Assert.Contains((await portal.SendAsync(command, person)).FirstError.Code, new[] { "GridReport.NotFound", "Access.Forbidden" });
        Assert.Equal(
            scene.Reports.Select(r => (r.Id, r.Version)).Order(),
            (await portal.QueryAsync(db => db.GridReports.AsNoTracking().ToListAsync())).Select(r => (r.Id, r.Version)).Order());
    }

    /// <summary>Every command of the staff on a report, filled in so that nothing but the scope can refuse it.</summary>
    private static IEnumerable<IReportCommand> Commands(GridReport report) =>
        typeof(IReportCommand).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsAssignableTo(typeof(IReportCommand)))
            .Select(type => type.GetConstructors().Single(c => c.GetParameters().Any(p => p.Name == nameof(IReportCommand.ReportId))))
            .Select(constructor => (IReportCommand)constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p, report))]));

    private static object? Value(ParameterInfo parameter, GridReport report) => parameter switch
    {
        { Name: nameof(IReportCommand.ReportId) } => report.Id,
        { Name: nameof(IReportCommand.Version) } => report.Version,
        { Name: "Latitude" } => report.Latitude,
        { Name: "Longitude" } => report.Longitude,
        { Name: "Category" or "CategoryCode" } => "03001",
        { Name: "Assignee" } => Guid.NewGuid().ToString(),
        _ when parameter.ParameterType == typeof(DateOnly?) => PortalDay.AddDays(7),
        _ when parameter.ParameterType == typeof(string) => "已核实",
        _ when parameter.ParameterType == typeof(ReportOutcome?) => ReportOutcome.Solved,
        { Name: "Volunteers" } => new[] { Guid.NewGuid() },
        _ when parameter.ParameterType == typeof(bool?) => true,
        _ when parameter.ParameterType == typeof(MediationMethod?) => MediationMethod.Committee,
        _ when parameter.ParameterType == typeof(IReadOnlyList<Guid>) => Array.Empty<Guid>(),
        _ => throw new InvalidOperationException($"{parameter.Member.DeclaringType}.{parameter.Name} has no value here."),
    };

    private static bool Covers(List<HeldPost> held, Permission permission, GridReport report) => held.Exists(p => Permissions.Carries(p.Kind, permission)
        && (OrgCode.IsArea(p.UnitCode) ? OrgCode.Covers(p.UnitCode, report.HandlingUnitCode) : p.UnitCode == report.AssigneeUnitCode));

    /// <summary>Private reports with a photo each: filed in the places, then moved to a unit at some height above or to the department.</summary>
    private async Task<Scene> SetAsync()
    {
        var photos = new Dictionary<Guid, Guid>();
        foreach (var (microGrid, at) in MicroGrids.Concat(MicroGrids).Select((m, at) => (m, at)))
        {
            using var picture = new MemoryStream(TestPictures.Encode(SKEncodedImageFormat.Jpeg, 20, 20));
            var photo = (await portal.SendAsync(new UploadPhoto(picture), by: null)).Must();
            var id = (await portal.FileAsync(portal.Filing(microGrid, category: "01001") with { PhotoIds = [photo] })).Id;
            photos[id] = photo;
            var unit = OrgCode.AncestorAt(microGrid, (OrgLevel)(at % 5 + 1))!;
            var (status, department) = at % 3 == 0 ? (GridReportStatus.Assigned, Department) : (GridReportStatus.Submitted, null);
            await portal.QueryAsync(db => db.GridReports.Where(r => r.Id == id).ExecuteUpdateAsync(r => r
                .SetProperty(x => x.HandlingUnitCode, unit).SetProperty(x => x.Status, status).SetProperty(x => x.AssigneeUnitCode, department)));
        }
        return new(await portal.QueryAsync(db => db.GridReports.AsNoTracking().ToListAsync()), photos);
    }

    private async Task<Guid> HolderOfAsync(Term[] terms)
    {
        var (person, holder) = (await portal.AddPersonAsync(), await portal.AddPersonAsync());
        await portal.QueryAsync(db =>
        {
            foreach (var (held, time, isDeputy) in terms)
            {
                var (first, last) = (Today.AddDays(time == 1 ? 1 : -3), Today.AddDays(time == 2 ? -1 : 3));
                var post = Post.Create(Guid.CreateVersion7(), isDeputy ? holder : person, held.Kind, held.UnitCode, first.AddDays(-9), validTo: null);
                if (!isDeputy || post.Deputy(Guid.CreateVersion7(), person, first, last) is not { IsError: false, Value: var deputy })
                    // Administrators have no deputies: they hold it themselves.
                    db.Posts.Add(Post.Create(Guid.CreateVersion7(), person, held.Kind, held.UnitCode, first, last.AddDays(1)));
                else
                    db.Posts.AddRange(post, deputy);
            }
            return db.SaveChangesAsync();
        });
        return person;
    }
}
