using ErrorOr;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Testing;

namespace QingjiangpuPortal.Application.Tests.GridReports;

public sealed class FollowersTests(PortalFixture portal) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task A_near_open_public_report_of_the_same_kind_and_words_is_offered_as_the_public_sees_it()
    {
        var place = portal.NewMicroGrid();
        var filed = await portal.FileAsync(portal.Filing(place) with { Description = "三栋门口路灯不亮，电话13812345678" });
        var similar = Assert.Single(await SimilarAsync(place, "三栋的路灯不亮了"));
        Assert.Equal(filed.Number, similar.Number);
        Assert.Equal("三栋门口路灯不亮，电话***", similar.Description);
        Assert.Equal(0, similar.Distance);
        Assert.InRange(similar.Similarity, 0.2, 1);
    }

    [Theory]
    [InlineData("far")]
    [InlineData("other words")]
    [InlineData("other kind")]
    [InlineData("private")]
    [InlineData("old")]
    [InlineData("withdrawn")]
    public async Task What_is_far_old_closed_private_or_about_something_else_is_not_offered(string why)
    {
        var place = portal.NewMicroGrid();
        var filing = portal.Filing(place) with { Description = "三栋门口路灯不亮" };
        var filed = await portal.FileAsync(why switch
        {
            // 60 m north, where the lamp's radius is 50 m.
            "far" => filing with { Latitude = filing.Latitude + 60 / 111_320.0 },
            "other words" => filing with { Description = "井盖缺了一半" },
            "other kind" => filing with { CategoryCode = "03001" },
            "private" => filing with { KeepPrivate = true },
            _ => filing,
        });
        if (why == "withdrawn") (await portal.DoAsync(filed.Id, v => new WithdrawGridReport(filed.ByLink, v, Reason: null), by: null)).Must();
        if (why == "old") await portal.AsOwnerAsync($"UPDATE grid_reports SET recorded_at = recorded_at - interval '31 days' WHERE id = '{filed.Id}'");
        Assert.Empty(await SimilarAsync(place, "三栋的路灯不亮了"));
    }

    [Fact]
    public async Task The_staff_are_shown_what_their_posts_cover_private_ones_too()
    {
        var filing = portal.Filing() with { Description = "游泳池的水很浑浊", KeepPrivate = true };
        var (one, other) = (await portal.FileAsync(filing), await portal.FileAsync(filing with { SubmissionKey = SubmissionKey.New() }));
        Assert.Equal([other.Id], (await portal.SendAsync(new FindReportsLike(one.Id), portal.Worker)).Must().Select(r => r.Id));
        Assert.Equal(ErrorType.NotFound, (await portal.SendAsync(new FindReportsLike(one.Id), portal.WorkerElsewhere)).FirstError.Type);
    }

    [Fact]
    public async Task A_follower_without_an_account_has_a_link_that_shows_the_report_and_ends_it()
    {
        var filed = await portal.FileAsync(portal.Filing(portal.NewMicroGrid()));
        var form = new FollowReport(SubmissionKey.New(), filed.Number, "路灯从上周就坏了", "13812345678");
        var followed = (await portal.SendAsync(form, by: null)).Must();
        // Sent twice, it is one follower with one link.
        Assert.Equal(followed, (await portal.SendAsync(form, by: null)).Must());
        Assert.Equal(1, (await portal.SendAsync(new GetFollowing(filed.Number), by: null)).Must().Count);
        var view = (await portal.SendAsync(new GetFollowedReport(followed.LinkToken!), by: null)).Must();
        Assert.Equal((filed.Number, true, "路灯从上周就坏了"), (view.Number, view.IsPublic, view.Words));

        (await portal.SendAsync(new UnfollowReport(followed.LinkToken, Number: null), by: null)).Must();
        Assert.Equal(0, (await portal.SendAsync(new GetFollowing(filed.Number), by: null)).Must().Count);
        Assert.True((await portal.SendAsync(new GetFollowedReport(followed.LinkToken!), by: null)).IsError);
        // The words stay for those who handle it; nothing of the person does.
        var words = (await portal.SendAsync(new ListFollowerWords(filed.Id), portal.DistrictOfficer)).Must();
        Assert.Equal((0, "路灯从上周就坏了"), (words.Followers, Assert.Single(words.Words).Text));
        var row = await portal.QueryAsync(db => db.ReportFollowers.SingleAsync(f => f.ReportId == filed.Id));
        Assert.Null(row.LinkHash);
        Assert.Null(row.ContactPhone);
    }

    [Fact]
    public async Task An_account_follows_once_sees_it_in_its_list_and_says_more_later()
    {
        var resident = await portal.AddPersonAsync();
        var filed = await portal.FileAsync(portal.Filing(portal.NewMicroGrid()));
        foreach (var words in (string?[])["第一句", null, "第二句", "第二句"])
            (await portal.SendAsync(new FollowReport(SubmissionKey.New(), filed.Number, words), resident)).Must();
        Assert.Equal(new Following(1, IsMine: true, IsPossible: true), (await portal.SendAsync(new GetFollowing(filed.Number), resident)).Must());
        Assert.Equal([filed.Id], (await portal.SendAsync(new ListFollowedReports(), resident)).Must().Items.Select(r => r.Id));
        Assert.Equal("第一句\n第二句", Assert.Single((await portal.SendAsync(new ListFollowerWords(filed.Id), portal.DistrictOfficer)).Must().Words).Text);

        (await portal.SendAsync(new UnfollowReport(Token: null, filed.Number), resident)).Must();
        Assert.Empty((await portal.SendAsync(new ListFollowedReports(), resident)).Must().Items);
    }

    [Fact]
    public async Task A_private_report_can_be_neither_followed_nor_counted_and_nobody_reads_followers_words_elsewhere()
    {
        var filed = await portal.FileAsync(portal.Filing() with { KeepPrivate = true });
        Assert.Equal(GridReportErrors.NotFound, (await portal.SendAsync(new FollowReport(SubmissionKey.New(), filed.Number), portal.AnotherResident)).FirstError);
        Assert.Equal(GridReportErrors.NotFound, (await portal.SendAsync(new GetFollowing(filed.Number), portal.AnotherResident)).FirstError);
        Assert.Equal(GridReportErrors.NotFound, (await portal.SendAsync(new ListFollowerWords(filed.Id), portal.WorkerElsewhere)).FirstError);
    }

    [Fact]
    public async Task Whoever_reported_or_followed_a_merged_report_follows_the_primary()
    {
        var (reporter, follower, both) = (await portal.AddPersonAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync());
        var primary = await portal.FileAsync();
        var (one, other) = (await portal.FileAsync(by: reporter), await portal.FileAsync(by: reporter));
        foreach (var (report, by) in new[] { (one, follower), (one, both), (other, both), (primary, both) })
            (await portal.SendAsync(new FollowReport(SubmissionKey.New(), report.Number), by)).Must();
        var versions = new List<MergedReport>();
        foreach (var report in new[] { one, other }) versions.Add(new(report.Id, (await portal.ReportAsync(report.Id)).Version));

        Assert.Equal(2, (await portal.SendAsync(new MergeReports(primary.Id, versions, Note: null), portal.Worker)).Must());
        Assert.Equal(3, (await portal.SendAsync(new GetFollowing(primary.Number), by: null)).Must().Count);
        foreach (var person in new[] { reporter, follower, both })
            Assert.Equal([primary.Id], (await portal.SendAsync(new ListFollowedReports(), person)).Must().Items.Select(r => r.Id));
        foreach (var report in new[] { one, other }) Assert.Equal(GridReportStatus.Merged, (await portal.ReportAsync(report.Id)).Status);
    }

    [Fact]
    public async Task Merging_one_more_reads_no_more_however_many_follow_the_primary_and_were_merged_into_it()
    {
        var (primary, first, last) = (await portal.FileAsync(), await portal.FileAsync(by: portal.Resident), await portal.FileAsync(by: portal.AnotherResident));
        var before = await DatabaseEvents.RowsReadAsync(() => MergeAsync(first.Id));
        for (var i = 0; i < 30; i++)
        {
            var person = await portal.AddPersonAsync();
            (await portal.SendAsync(new FollowReport(SubmissionKey.New(), primary.Number), person)).Must();
            if (i < 5) await MergeAsync((await portal.FileAsync(by: person)).Id);
        }
        Assert.InRange(before, 1, 30);
        Assert.Equal(before, await DatabaseEvents.RowsReadAsync(() => MergeAsync(last.Id)));

        async Task MergeAsync(Guid id) => (await portal.DoAsync(id, v => new MergeGridReport(id, v, primary.Number, Note: null), portal.Worker)).Must();
    }

    [Fact]
    public async Task What_was_merged_stands_on_its_own_again_when_its_primary_is_withdrawn_or_rejected()
    {
        var (withdrawn, rejected, one, other) = (await portal.FileAsync(by: portal.Resident), await portal.FileAsync(), await portal.FileAsync(), await portal.FileAsync());
        foreach (var (report, primary) in new[] { (one, withdrawn), (other, rejected) })
            (await portal.DoAsync(report.Id, v => new MergeGridReport(report.Id, v, primary.Number, Note: null), portal.Worker)).Must();

        (await portal.DoAsync(withdrawn.Id, v => new WithdrawGridReport(withdrawn.ByAccount, v, Reason: null), portal.Resident)).Must();
        (await portal.DoAsync(rejected.Id, v => new RejectGridReport(rejected.Id, v, "不属实"), portal.Worker)).Must();

        foreach (var report in new[] { one, other })
            Assert.Equal((GridReportStatus.Submitted, null), (await portal.ReportAsync(report.Id)) is var now ? (now.Status, now.PrimaryId) : default);
    }

    [Fact]
    public async Task A_public_report_is_not_merged_into_a_private_one_nor_anything_but_a_dispute_into_a_dispute()
    {
        var (open, hidden, dispute) = (await portal.FileAsync(), await portal.FileAsync(portal.Filing() with { KeepPrivate = true }), await portal.FileAsync(portal.Filing(category: "01001")));
        foreach (var (report, primary) in new[] { (open, hidden), (open, dispute), (hidden, dispute), (dispute, open) })
            Assert.Equal("GridReport.PrimaryIsPrivate", (await portal.DoAsync(report.Id, v => new MergeGridReport(report.Id, v, primary.Number, Note: null), portal.Worker)).FirstError.Code);
        (await portal.DoAsync(hidden.Id, v => new MergeGridReport(hidden.Id, v, open.Number, Note: null), portal.Worker)).Must();
    }

    [Fact]
    public async Task Two_reports_that_are_merged_into_each_other_at_once_do_not_both_disappear()
    {
        var (one, other) = (await portal.FileAsync(), await portal.FileAsync());
        await Task.WhenAll(
            portal.DoAsync(one.Id, v => new MergeGridReport(one.Id, v, other.Number, Note: null), portal.Worker),
            portal.DoAsync(other.Id, v => new MergeGridReport(other.Id, v, one.Number, Note: null), portal.Worker));
        Assert.Single(new[] { await portal.ReportAsync(one.Id), await portal.ReportAsync(other.Id) }, r => r.Status == GridReportStatus.Merged);
    }

    [Fact]
    public async Task Whoever_left_a_number_with_a_merged_report_follows_the_primary_by_it_until_it_is_unmerged()
    {
        var (primary, report) = (await portal.FileAsync(), await portal.FileAsync(portal.Filing() with { ContactPhone = "13912345678" }));
        await MergeAsync(report, primary);
        Assert.Equal(primary.Number, (await portal.SendAsync(new GetFollowedReport(report.LinkToken), by: null)).Must().Number);
        Assert.Equal(1, (await FollowingAsync(primary)).Count);
        await UnmergeAsync(report);
        Assert.Equal((0, 0), ((await FollowingAsync(primary)).Count, (await FollowingAsync(report)).Count));
        Assert.True((await portal.SendAsync(new GetFollowedReport(report.LinkToken), by: null)).IsError);
    }

    [Fact]
    public async Task Whoever_removes_their_details_from_a_merged_report_leaves_no_number_and_no_account_that_follows_the_primary()
    {
        var reporter = await portal.AddPersonAsync();
        var (primary, byNumber, byAccount) = (await portal.FileAsync(), await portal.FileAsync(portal.Filing() with { ContactPhone = "13912345678" }), await portal.FileAsync(by: reporter));
        foreach (var report in new[] { byNumber, byAccount }) await MergeAsync(report, primary);
        Assert.Equal(2, (await FollowingAsync(primary)).Count);

        (await portal.DoAsync(byNumber.Id, v => new RemoveMyDetails(byNumber.ByLink, v), by: null)).Must();
        (await portal.DoAsync(byAccount.Id, v => new RemoveMyDetails(byAccount.ByAccount, v), reporter)).Must();

        Assert.Equal(0, (await FollowingAsync(primary)).Count);
        Assert.Empty(await FollowedByAsync(reporter));
    }

    [Fact]
    public async Task Whoever_followed_a_report_before_it_was_merged_follows_it_again_when_it_is_unmerged_and_who_followed_both_follows_both()
    {
        var (reporter, follower, both) = (await portal.AddPersonAsync(), await portal.AddPersonAsync(), await portal.AddPersonAsync());
        var (primary, one, other) = (await portal.FileAsync(), await portal.FileAsync(by: reporter), await portal.FileAsync(by: reporter));
        foreach (var (report, by) in new[] { (one, follower), (one, both), (other, both), (primary, both) })
            (await portal.SendAsync(new FollowReport(SubmissionKey.New(), report.Number), by)).Must();
        foreach (var report in new[] { one, other }) await MergeAsync(report, primary);

        await UnmergeAsync(one);
        Assert.Equal((2, 2), ((await FollowingAsync(one)).Count, (await FollowingAsync(primary)).Count));
        Assert.Equal([one.Id], await FollowedByAsync(follower));
        Assert.Equal(new[] { one.Id, primary.Id }.Order(), await FollowedByAsync(both));
        // Their other report is still a part of it.
        Assert.Equal([primary.Id], await FollowedByAsync(reporter));
        await UnmergeAsync(other);
        Assert.Empty(await FollowedByAsync(reporter));
    }

    [Fact]
    public async Task Following_a_merged_report_follows_its_primary_and_unfollowing_that_ends_all_of_it()
    {
        var (resident, before) = (await portal.AddPersonAsync(), await portal.AddPersonAsync());
        var (primary, report) = (await portal.FileAsync(), await portal.FileAsync());
        (await portal.SendAsync(new FollowReport(SubmissionKey.New(), report.Number), before)).Must();
        await MergeAsync(report, primary);
        Assert.Equal(primary.Number, (await portal.SendAsync(new FollowReport(SubmissionKey.New(), report.Number), resident)).Must().Number);
        Assert.Equal(2, (await FollowingAsync(primary)).Count);
        (await portal.SendAsync(new UnfollowReport(Token: null, primary.Number), before)).Must();
        await UnmergeAsync(report);
        Assert.Empty(await FollowedByAsync(before));
        Assert.Equal([primary.Id], await FollowedByAsync(resident));
    }

    [Theory]
    [InlineData(GridReportStatus.Resolved, 0, true)]
    [InlineData(GridReportStatus.Closed, 0, true)]
    [InlineData(GridReportStatus.Closed, 16, false)]
    [InlineData(GridReportStatus.Rejected, 0, false)]
    public async Task Only_what_is_open_or_can_be_reopened_can_be_followed(GridReportStatus status, int daysLater, bool isPossible)
    {
        var report = await portal.ReportInAsync(status);
        portal.Clock.Advance(TimeSpan.FromDays(daysLater));
        Assert.Equal(isPossible, (await FollowingAsync(report)).IsPossible);
        var followed = await portal.SendAsync(new FollowReport(SubmissionKey.New(), report.Number), portal.AnotherResident);
        Assert.Equal(isPossible ? null : GridReportErrors.FollowNotPossible.Code, followed.IsError ? followed.FirstError.Code : null);
    }

    [Fact]
    public async Task Several_are_merged_all_or_none()
    {
        var (primary, one, other) = (await portal.FileAsync(), await portal.FileAsync(), await portal.FileAsync());
        var (first, second) = (new MergedReport(one.Id, (await portal.ReportAsync(one.Id)).Version), new MergedReport(other.Id, (await portal.ReportAsync(other.Id)).Version + 1));
        Assert.Equal(AccessErrors.ChangedMeanwhile, (await portal.SendAsync(new MergeReports(primary.Id, [first, second], Note: null), portal.Worker)).FirstError);
        Assert.Equal(GridReportStatus.Submitted, (await portal.ReportAsync(one.Id)).Status);
        Assert.Equal(ErrorType.NotFound, (await portal.SendAsync(new MergeReports(primary.Id, [first], Note: null), portal.WorkerElsewhere)).FirstError.Type);
        Assert.True((await portal.SendAsync(new MergeReports(primary.Id, [first], Note: null), portal.Resident)).IsError);
    }

    [Fact]
    public async Task The_map_shows_every_report_of_the_list_once_and_only_what_the_posts_cover()
    {
        var place = portal.NewMicroGrid();
        for (var i = 0; i < 3; i++) await portal.FileAsync(portal.Filing(place) with { Description = "骆驼占道" });
        await portal.FileAsync(portal.Filing() with { Description = "骆驼占道" });
        var everywhere = new MapBounds(33, 118, 34, 120);
        var marks = (await portal.SendAsync(new MapReports(new ReportFilter(Text: "骆驼"), everywhere, Zoom: 16), portal.DistrictOfficer)).Must();
        Assert.Equal([1, 3], marks.Select(m => m.Count).Order());
        Assert.Equal(4, (await portal.SendAsync(new MapReports(new ReportFilter(Text: "骆驼"), everywhere, Zoom: 1), portal.DistrictOfficer)).Must().Sum(m => m.Count));
        Assert.Single((await portal.SendAsync(new MapReports(new ReportFilter(Text: "骆驼"), everywhere, Zoom: 16), portal.Worker)).Must());
        Assert.Empty((await portal.SendAsync(new MapReports(new ReportFilter(Text: "骆驼"), new MapBounds(30, 118, 31, 120), Zoom: 16), portal.DistrictOfficer)).Must());
    }

    private async Task MergeAsync(PortalReports.Filed report, PortalReports.Filed primary) =>
        (await portal.DoAsync(report.Id, v => new MergeGridReport(report.Id, v, primary.Number, Note: null), portal.Worker)).Must();

    private async Task UnmergeAsync(PortalReports.Filed report) =>
        (await portal.DoAsync(report.Id, v => new UnmergeGridReport(report.Id, v, Note: null), portal.CommunityOfficer)).Must();

    private async Task<Following> FollowingAsync(PortalReports.Filed report) => (await portal.SendAsync(new GetFollowing(report.Number), by: null)).Must();

    private async Task<IEnumerable<Guid>> FollowedByAsync(Guid person) => (await portal.SendAsync(new ListFollowedReports(), person)).Must().Items.Select(r => r.Id).Order();

    private async Task<IReadOnlyList<SimilarReport>> SimilarAsync(string place, string text)
    {
        var at = portal.Places.Find(place)!;
        return (await portal.SendAsync(new FindSimilarReports(at.Latitude, at.Longitude, "04001", text), by: null)).Must();
    }
}
