using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Protection;
using QingjiangpuPortal.Infrastructure.BackgroundWork;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Persistence;
using QingjiangpuPortal.Testing;
using SkiaSharp;

namespace QingjiangpuPortal.Application.Tests.BackgroundWork;

/// <summary>What the portal does by itself, a round at a time.</summary>
public sealed class WorkersTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task What_was_resolved_and_not_answered_for_a_week_is_closed()
    {
        var report = await portal.ReportInAsync(GridReportStatus.Resolved);
        portal.Clock.Advance(GridReport.CloseUnansweredAfter - TimeSpan.FromSeconds(1));
        await CloseAsync();
        Assert.Equal(GridReportStatus.Resolved, (await portal.ReportAsync(report.Id)).Status);

        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        await CloseAsync();
        Assert.Equal(GridReportStatus.Closed, (await portal.ReportAsync(report.Id)).Status);
        await CloseAsync();
        var line = (await portal.SendAsync(new GetReport(report.Id), portal.Worker)).Must().Timeline[^1];
        Assert.Equal((GridReportVerb.CloseUnanswered, ReportRoles.System), (line.Verb, line.ActedAs));
    }

    [Fact]
    public async Task One_unanswered_report_that_cannot_be_read_keeps_up_no_other_and_two_instances_close_each_once()
    {
        var (broken, sound, another) = (await portal.ReportInAsync(GridReportStatus.Resolved), await portal.ReportInAsync(GridReportStatus.Resolved), await portal.ReportInAsync(GridReportStatus.Resolved));
        // In the queue of a unit whose code is none.
        await portal.AsOwnerAsync($"UPDATE grid_reports SET handling_unit_code = '3208' WHERE id = '{broken.Id}'");
        portal.Clock.Advance(GridReport.CloseUnansweredAfter);
        await Task.WhenAll(CloseAsync(), CloseAsync());
        Assert.Equal(GridReportStatus.Resolved, (await portal.ReportAsync(broken.Id)).Status);
        foreach (var report in new[] { sound, another })
            Assert.Equal(1, await portal.QueryAsync(db => db.GridReportTimeline.CountAsync(t => t.ReportId == report.Id && t.Verb == GridReportVerb.CloseUnanswered)));
    }

    [Fact]
    public async Task Nobody_who_comes_over_the_network_closes_in_the_portals_name()
    {
        Assert.Equal("Access.SignInFirst", (await portal.SendAsync(new CloseUnanswered([]), by: null)).FirstError.Code);
        Assert.Equal("Access.Forbidden", (await portal.SendAsync(new CloseUnanswered([]), portal.DistrictOfficer)).FirstError.Code);
    }

    [Fact]
    public async Task Uploads_that_were_never_sent_go_after_a_day_and_their_blobs_only_when_nobody_has_them()
    {
        var shared = TestPictures.Encode(SKEncodedImageFormat.Jpeg, 100, 50);
        var (sent, sameAsSent, alone) = (await UploadAsync(shared), await UploadAsync(shared), await UploadAsync(TestPictures.Encode(SKEncodedImageFormat.Jpeg, 50, 100)));
        var hashes = await portal.QueryAsync(db => db.Attachments.Where(a => a.Id == sent || a.Id == alone).ToDictionaryAsync(a => a.Id, a => a.ContentHash));
        await portal.FileAsync(portal.Filing() with { PhotoIds = [sent] });

        portal.Clock.Advance(UploadPhoto.KeptFor);
        Assert.Equal(0, await CleanAsync());
        portal.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, await CleanAsync());

        Assert.Equal([sent], await portal.QueryAsync(db => db.Attachments.Where(a => a.Id == sent || a.Id == sameAsSent || a.Id == alone).Select(a => a.Id).ToListAsync()));
        var pictures = portal.ServiceProvider.GetRequiredService<IPictureStore>();
        Assert.Null(pictures.OpenRead(hashes[alone]));
        await using var kept = pictures.OpenRead(hashes[sent]);
        Assert.NotNull(kept);
    }

    [Fact]
    public async Task Leave_to_see_data_goes_when_it_expired()
    {
        var report = await portal.FileAsync(portal.Filing() with { ContactPhone = "13712345678" }, portal.Resident);
        (await portal.DoAsync(report.Id, v => new ContactReporter(report.Id, v, RevealPurpose.AskDetails, Note: null), portal.Worker)).Must();
        Assert.Equal(1, await LeftAsync());
        portal.Clock.Advance(Reveal.ValidFor);
        Assert.Equal(0, await LeftAsync());

        Task<int> LeftAsync() => portal.QueryAsync(async db =>
        {
            await SessionCleaner.CleanAsync(db, portal.Clock.GetUtcNow(), CancellationToken.None);
            return await db.Reveals.CountAsync(r => r.SubjectId == report.Id);
        });
    }

    [Fact]
    public async Task Months_have_partitions_of_their_own_made_once_and_rows_of_other_months_are_kept_too()
    {
        var (first, last) = (new DateTimeOffset(2027, 11, 15, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2028, 1, 2, 0, 0, 0, TimeSpan.Zero));
        for (var time = 0; time < 2; time++)
            await portal.QueryAsync(async db => { await PortalDatabase.EnsurePartitionsAsync(db, first, last, CancellationToken.None); return 0; });

        var partitions = await portal.QueryAsync(db => db.Database.SqlQuery<string>(
            $"SELECT inhrelid::regclass::text AS \"Value\" FROM pg_inherits WHERE inhparent = 'grid_report_timeline'::regclass").ToListAsync());
        foreach (var month in new[] { "202603", "202604", "202605", "202606", "202711", "202712", "202801" })
            Assert.Single(partitions, $"grid_report_timeline_{month}");

        var report = await portal.FileAsync();
        Assert.Equal(1, await portal.QueryAsync(db => db.GridReportTimeline.CountAsync(t => t.ReportId == report.Id)));
        Assert.Equal("grid_report_timeline_202603", await portal.QueryAsync(db => db.Database.SqlQuery<string>(
            $"SELECT tableoid::regclass::text AS \"Value\" FROM grid_report_timeline WHERE report_id = {report.Id}").SingleAsync()));
    }

    /// <summary>An instance's worker, until it has nothing more to do.</summary>
    private async Task CloseAsync()
    {
        var scopes = portal.ServiceProvider.GetRequiredService<IServiceScopeFactory>();
        using var worker = new UnansweredCloser(scopes, portal.Clock, NullLogger<UnansweredCloser>.Instance);
        bool more;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().ActAsSystem();
            more = await worker.OnceAsync(scope.ServiceProvider, CancellationToken.None);
        }
        while (more);
    }

    private async Task<Guid> UploadAsync(byte[] picture)
    {
        using var stream = new MemoryStream(picture);
        return (await portal.SendAsync(new UploadPhoto(stream), by: null)).Must();
    }

    private Task<int> CleanAsync() => portal.QueryAsync(db => UploadCleaner.CleanAsync(
        db, portal.ServiceProvider.GetRequiredService<IPictureStore>(), portal.Clock.GetUtcNow(), CancellationToken.None));
}
