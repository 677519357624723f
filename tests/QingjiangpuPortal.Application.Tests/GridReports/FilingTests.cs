using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Files;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;
using SkiaSharp;

namespace QingjiangpuPortal.Application.Tests.GridReports;

public sealed class FilingTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Somebody_without_an_account_files_a_report_and_gets_a_number_and_a_private_link()
    {
        var receipt = (await portal.SendAsync(portal.Filing(), by: null)).Must();

        var view = (await portal.SendAsync(new GetOwnReport(new(Id: null, receipt.LinkToken)), by: null)).Must();
        Assert.Equal(receipt.Number, view.Number);
        Assert.Equal(GridReportStatus.Submitted, view.Status);
        Assert.Equal([GridReportVerb.File], view.Timeline.Select(t => t.Verb));
        Assert.Null((await portal.ReportAsync(view.Id)).ReporterId);
    }

    [Fact]
    public async Task Filing_twice_with_one_key_is_one_report_with_one_receipt()
    {
        var filing = portal.Filing(portal.NewMicroGrid());
        var first = (await portal.SendAsync(filing, portal.Resident)).Must();
        var second = (await portal.SendAsync(filing, portal.Resident)).Must();
        Assert.Equal(first, second);
        Assert.Equal(1, await CountAtAsync(filing));
    }

    [Fact]
    public async Task Filing_twice_at_once_with_one_key_is_one_report_with_one_receipt()
    {
        for (var time = 0; time < 5; time++)
        {
            var filing = portal.Filing(portal.NewMicroGrid());
            var receipts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => portal.SendAsync(filing, by: null))));
            Assert.Single(receipts.Select(r => r.Must()).Distinct());
            Assert.Equal(1, await CountAtAsync(filing));
            var id = await portal.QueryAsync(db => db.GridReports.Where(r => r.Latitude == filing.Latitude && r.Longitude == filing.Longitude).Select(r => r.Id).SingleAsync());
            Assert.Equal(1, await portal.QueryAsync(db => db.GridReportTimeline.CountAsync(t => t.ReportId == id)));
        }
    }

    [Fact]
    public async Task One_key_with_other_content_is_a_second_report_with_a_link_of_its_own()
    {
        var filing = portal.Filing(portal.NewMicroGrid());
        var first = (await portal.SendAsync(filing, by: null)).Must();
        var second = (await portal.SendAsync(filing with { Description = "井盖松动" }, by: null)).Must();
        Assert.NotEqual(first.Number, second.Number);
        Assert.NotEqual(first.LinkToken, second.LinkToken);
        Assert.Equal(2, await CountAtAsync(filing));
    }

    [Fact]
    public async Task A_report_is_handled_by_the_micro_grid_or_by_the_grid_where_it_has_no_leader()
    {
        Assert.Equal(DemoAccounts.MicroGrid, (await portal.ReportAsync((await portal.FileAsync()).Id)).HandlingUnitCode);

        var withoutLeader = portal.NewMicroGrid();
        var report = await portal.ReportAsync((await portal.FileAsync(portal.Filing(withoutLeader))).Id);
        Assert.Equal(withoutLeader, report.PlaceCode);
        Assert.Equal(OrgCode.ParentOf(withoutLeader), report.HandlingUnitCode);
        Assert.Equal(withoutLeader[..9], report.PlaceStreetCode);
        Assert.Equal(withoutLeader[..15], report.HandlingGridCode);
    }

    public static TheoryData<string, string, Func<FileGridReport, FileGridReport>> Refused => new()
    {
        { "Submission.KeyMissing", "SubmissionKey", f => f with { SubmissionKey = "" } },
        { "Submission.KeyMissing", "SubmissionKey", f => f with { SubmissionKey = "short" } },
        { "Report.PlaceMissing", "Place", f => f with { Latitude = null } },
        { "Report.PlaceOutside", "Place", f => f with { Latitude = 39.9, Longitude = 116.4 } },
        { "Report.PlaceOutside", "Place", f => f with { Longitude = null } },
        { "Report.CategoryMissing", "CategoryCode", f => f with { CategoryCode = null } },
        { "Report.CategoryMissing", "CategoryCode", f => f with { CategoryCode = "04999" } },
        { "Report.DescriptionMissing", "Description", f => f with { Description = " " } },
        { "Report.DescriptionTooLong", "Description", f => f with { Description = new string('灯', 1001) } },
        { "Report.AddressTooLong", "Address", f => f with { Address = new string('路', 201) } },
        { "Name.TooLong", "ContactName", f => f with { ContactName = new string('李', 41) } },
        { "Phone.NotMobile", "ContactPhone", f => f with { ContactPhone = "0517-83512345" } },
        { "Photo.TooMany", "Photos", f => f with { PhotoIds = [.. Enumerable.Range(0, 7).Select(_ => Guid.NewGuid())] } },
        { "Photo.Gone", "Photos", f => f with { PhotoIds = [Guid.NewGuid()] } },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_bad_field_is_refused_with_its_code(string code, string field, Func<FileGridReport, FileGridReport> spoil)
    {
        var before = await portal.QueryAsync(db => db.GridReports.CountAsync());
        var result = await portal.SendAsync(spoil(portal.Filing()), by: null);
        var error = Assert.Single(result.Errors);
        Assert.Equal((code, field), (error.Code, error.Field()));
        Assert.Equal(before, await portal.QueryAsync(db => db.GridReports.CountAsync()));
    }

    [Fact]
    public async Task A_device_may_say_its_time_in_its_own_zone()
    {
        var occurred = new DateTimeOffset(2026, 3, 2, 9, 30, 0, TimeSpan.FromHours(8));
        var report = await portal.ReportAsync((await portal.FileAsync(portal.Filing() with { OccurredAt = occurred })).Id);
        Assert.Equal(occurred, report.OccurredAt);
        Assert.Equal(portal.Clock.GetUtcNow(), report.RecordedAt);
    }

    [Fact]
    public async Task Photos_belong_to_the_report_in_their_order_and_to_no_other()
    {
        var (first, second) = (await UploadAsync(), await UploadAsync());
        var report = await portal.FileAsync(portal.Filing() with { PhotoIds = [second, first] });
        var view = (await portal.SendAsync(new GetOwnReport(report.ByLink), by: null)).Must();
        Assert.Equal([second, first], view.Photos.Select(p => p.Id));

        var again = await portal.SendAsync(portal.Filing() with { PhotoIds = [first] }, by: null);
        Assert.Equal("Photo.Gone", again.FirstError.Code);
    }

    [Fact]
    public async Task One_photo_named_twice_is_attached_once()
    {
        var photo = await UploadAsync();
        var report = await portal.FileAsync(portal.Filing() with { PhotoIds = [photo, photo] });
        Assert.Single((await portal.SendAsync(new GetOwnReport(report.ByLink), by: null)).Must().Photos);
    }

    [Fact]
    public async Task Contact_details_are_stored_sealed_and_shown_masked()
    {
        var filing = portal.Filing() with { ContactName = " 周小满 ", ContactPhone = "138 0013 8000" };
        var report = await portal.FileAsync(filing, portal.Resident);
        var view = (await portal.SendAsync(new GetReport(report.Id), portal.Worker)).Must();
        Assert.Equal(("周**", "138****8000"), (view.MaskedContactName, view.MaskedContactPhone));
        Assert.Null((await portal.SendAsync(new GetOwnReport(report.ByAccount), portal.Resident)).Must().MaskedContactPhone);
    }

    [Fact]
    public async Task What_staff_file_for_somebody_is_not_their_own()
    {
        var report = await portal.FileAsync(portal.Filing() with { Source = ReportSource.WalkIn }, portal.Leader);
        Assert.Null((await portal.ReportAsync(report.Id)).ReporterId);
        var refused = await portal.SendAsync(portal.Filing() with { Source = ReportSource.WalkIn }, portal.Resident);
        Assert.Equal("Access.Forbidden", refused.FirstError.Code);
    }

    [Fact]
    public async Task Solved_on_the_spot_is_resolved_at_once_by_who_covers_the_place()
    {
        var filing = portal.Filing() with { Source = ReportSource.Patrol, SolvedNote = "当场更换灯泡" };
        var report = await portal.FileAsync(filing, portal.Leader);
        var view = (await portal.SendAsync(new GetReport(report.Id), portal.Worker)).Must();
        Assert.Equal(GridReportStatus.Resolved, view.Status);
        Assert.Equal([GridReportVerb.File, GridReportVerb.Accept, GridReportVerb.Start, GridReportVerb.Resolve], view.Timeline.Select(t => t.Verb));

        Assert.Equal("Report.SolvedElsewhere", (await portal.SendAsync(filing with { SubmissionKey = SubmissionKey.New() }, portal.WorkerElsewhere)).FirstError.Code);
        Assert.Equal("Access.SignInFirst", (await portal.SendAsync(filing with { SubmissionKey = SubmissionKey.New() }, by: null)).FirstError.Code);
    }

    private async Task<Guid> UploadAsync()
    {
        using var picture = new MemoryStream(TestPictures.Encode(SKEncodedImageFormat.Jpeg));
        return (await portal.SendAsync(new UploadPhoto(picture), by: null)).Must();
    }

    private Task<int> CountAtAsync(FileGridReport filing) =>
        portal.QueryAsync(db => db.GridReports.CountAsync(r => r.Latitude == filing.Latitude && r.Longitude == filing.Longitude));
}
