using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Testing;
using static QingjiangpuPortal.Domain.GridReports.GridReportStatus;

namespace QingjiangpuPortal.Application.Tests.GridReports;

/// <summary>What lists show of some dozens of reports in all statuses; the tests only read them.</summary>
public sealed class ListsTests(ListsTests.District portal) : IClassFixture<ListsTests.District>
{
    private static readonly GridReportStatus[] InHand = [Accepted, Assigned, InProgress];

    [Theory]
    [InlineData(QueueTab.DueFirst)]
    [InlineData(QueueTab.ToAccept)]
    [InlineData(QueueTab.InHand)]
    [InlineData(QueueTab.ToVerify)]
    [InlineData(QueueTab.Overdue)]
    [InlineData(QueueTab.Mine)]
    public async Task A_tab_shows_as_many_as_its_count_says_every_one_once_and_what_is_due_first_on_top(QueueTab tab)
    {
        var by = tab == QueueTab.Mine ? portal.Leader : portal.Worker;
        var rows = new List<QueueRow>();
        QueueCounts counts;
        string? after = null;
        do
        {
            var queue = (await portal.SendAsync(new GetQueue(tab, after), by)).Must();
            Assert.True(queue.Page.Items.Count <= Page<QueueRow>.Size);
            rows.AddRange(queue.Page.Items);
            (counts, after) = (queue.Counts, queue.Page.Next);
        }
        while (after is not null);

        var count = tab switch
        {
            QueueTab.ToAccept => counts.ToAccept,
            QueueTab.InHand => counts.InHand,
            QueueTab.ToVerify => counts.ToVerify,
            QueueTab.Overdue => counts.Overdue,
            QueueTab.Mine => counts.Mine,
            _ => counts.All,
        };
        Assert.NotEqual(0, count);
        Assert.Equal(count, rows.Count);
        Assert.Equal(rows.OrderBy(r => r.DueAt).ThenBy(r => r.Id.ToString(), StringComparer.Ordinal).Select(r => r.Id), rows.Select(r => r.Id));
        Assert.All(rows, r => Assert.True(tab switch
        {
            QueueTab.ToAccept => r.Status == Submitted,
            QueueTab.InHand => InHand.Contains(r.Status),
            QueueTab.ToVerify => r.Status == Resolved,
            QueueTab.Overdue => r.DueAt < portal.Clock.GetUtcNow(),
            _ => r.Status.IsOpen(),
        }));
    }

    [Fact]
    public async Task Paging_visits_every_report_once_the_latest_first()
    {
        var rows = await AllAsync(after => new ListReports(new(), after), portal.DistrictOfficer);
        var all = await portal.QueryAsync(db => db.GridReports.AsNoTracking().Select(r => new { r.Id, r.RecordedAt }).ToListAsync());
        Assert.Equal(all.OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Id.ToString(), StringComparer.Ordinal).Select(r => r.Id), rows.Select(r => r.Id));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("-")]
    [InlineData("7fffffffffffffff-00000000000000000000000000000000")]
    public async Task A_cursor_that_was_tampered_with_starts_at_the_beginning(string cursor)
    {
        var first = (await portal.SendAsync(new ListReports(new()), portal.DistrictOfficer)).Must();
        var tampered = (await portal.SendAsync(new ListReports(new(), cursor), portal.DistrictOfficer)).Must();
        Assert.Equal(first.Items, tampered.Items);
    }

    public static TheoryData<ReportFilter, Func<GridReport, bool>> Filters => new()
    {
        { new(Status: Closed), r => r.Status == Closed },
        { new(OnlyOpen: true), r => r.Status.IsOpen() },
        { new(PlaceCode: "320812003"), r => r.PlaceCode.StartsWith("320812003", StringComparison.Ordinal) },
        { new(PlaceCode: "320812003002"), r => r.PlaceCode.StartsWith("320812003002", StringComparison.Ordinal) },
        { new(PlaceCode: "320812003002001"), r => r.PlaceCode.StartsWith("320812003002001", StringComparison.Ordinal) },
        { new(PlaceCode: "32081200300200102"), r => r.PlaceCode == "32081200300200102" },
        { new(Category: "04"), r => r.CategoryCode.StartsWith("04", StringComparison.Ordinal) },
        { new(Category: "01001"), r => r.CategoryCode == "01001" },
        { new(From: new(2026, 3, 3)), r => ChinaTime.DayOf(r.RecordedAt) >= new DateOnly(2026, 3, 3) },
        { new(To: new(2026, 3, 2)), r => ChinaTime.DayOf(r.RecordedAt) <= new DateOnly(2026, 3, 2) },
        { new(Happening: ReportHappening.Closed, From: new(2026, 3, 2), To: new(2026, 3, 2)), r => r.ClosedAt is { } at && ChinaTime.DayOf(at) == new DateOnly(2026, 3, 2) },
        { new(Happening: ReportHappening.Resolved, From: new(2026, 3, 3)), r => r.ResolvedAt is { } at && ChinaTime.DayOf(at) >= new DateOnly(2026, 3, 3) },
    };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_keeps_what_it_names(ReportFilter filter, Func<GridReport, bool> kept)
    {
        var rows = await AllAsync(after => new ListReports(filter, after), portal.DistrictOfficer);
        var expected = (await portal.QueryAsync(db => db.GridReports.AsNoTracking().ToListAsync())).Where(kept).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Select(r => r.Id).Order(), rows.Select(r => r.Id).Order());
    }

    [Fact]
    public async Task The_public_sees_neither_the_private_nor_the_withdrawn_and_no_numbers_of_people()
    {
        var rows = await AllAsync(after => new ListPublicReports(After: after), by: null);
        var expected = await portal.QueryAsync(db => db.GridReports.Where(r => r.IsPublic && r.Status != Withdrawn).Select(r => r.Id).ToListAsync());
        Assert.Equal(expected.Order(), rows.Select(r => r.Id).Order());
        Assert.DoesNotContain(rows, r => r.Description.Contains("13800138000", StringComparison.Ordinal) || r.Address.Contains("13800138000", StringComparison.Ordinal));
        var told = Assert.Single(rows, r => r.Id == portal.WithNumber.Id);
        Assert.Equal(("路灯不亮,请打***", "三栋(***)"), (told.Description, told.Address));
        var points = (await portal.SendAsync(new ListPublicPoints(), by: null)).Must();
        Assert.Equal(rows.Select(r => r.Number).Order(StringComparer.Ordinal), points.Select(p => p.Number).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(points, p => p.Text.Contains("13800138000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_private_report_is_not_found_by_its_number()
    {
        Assert.Equal("GridReport.NotFound", (await portal.SendAsync(new GetPublicReport(portal.Private.Number), by: null)).FirstError.Code);
        Assert.Equal("GridReport.NotFound", (await portal.SendAsync(new GetPublicReport("R26-0000000-0"), by: null)).FirstError.Code);
        var seen = (await portal.SendAsync(new GetPublicReport(portal.WithNumber.Number.ToLowerInvariant()), by: null)).Must();
        Assert.Equal(("路灯不亮,请打***", null, null), (seen.Description, seen.MaskedContactName, seen.MaskedContactPhone));
        Assert.Empty(seen.PossibleVerbs);
    }

    private async Task<List<ReportRow>> AllAsync(Func<string?, IQuery<Page<ReportRow>>> list, Guid? by)
    {
        var rows = new List<ReportRow>();
        string? after = null;
        do
        {
            var page = (await portal.SendAsync(list(after), by)).Must();
            rows.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return rows;
    }

    public sealed class District : PortalFixture
    {
        public PortalReports.Filed Private { get; private set; } = null!;
        public PortalReports.Filed WithNumber { get; private set; } = null!;

        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            // More than a page of one time, so that the order by id is put to work too.
            for (var i = 0; i < 25; i++) await this.FileAsync();
            foreach (var status in Enum.GetValues<GridReportStatus>()) await this.ReportInAsync(status);
            Private = await this.FileAsync(this.Filing() with { KeepPrivate = true });
            WithNumber = await this.FileAsync(this.Filing() with { Description = "路灯不亮,请打13800138000", Address = "三栋(13800138000)" });
            await this.FileAsync(this.Filing(category: "01001"));
            await this.FileAsync(this.Filing("32081200300200102", "03001"));
            await this.FileAsync(this.Filing(NewMicroGrid(), "02004"));
            Clock.Advance(TimeSpan.FromDays(1));
            foreach (var status in Enum.GetValues<GridReportStatus>()) await this.ReportInAsync(status);
        }
    }
}
