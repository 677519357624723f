using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Web.Pages.Workbench.Reports;

namespace QingjiangpuPortal.Web.Tests.Workbench;

/// <summary>The text as which a filter is saved and linked.</summary>
public sealed class ReportListAddressTests
{
    private static readonly Guid Me = Guid.CreateVersion7();

    public static TheoryData<ReportListAddress> Addresses =>
    [
        new(),
        new("open", "320812003", "04001", ReportHappening.Closed, new(2026, 3, 1), new(2026, 3, 31), "me", "320812003001", 24, "qrcode", true, true, "due"),
        new(Assignee: "nobody"),
        new(Assignee: Me.ToString(), Unit: "320812D01"),
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void What_is_written_is_read_again(ReportListAddress address) => Assert.Equal(address, ReportListAddress.Parse(address.Query));

    [Theory]
    [InlineData("state=nonsense&place=';DROP&category=xx&assignee=somebody&unit=%27&due=-3&source=9&sort=up&supervised=1&from=yesterday")]
    [InlineData("after=123&unknown=1&&&=")]
    [InlineData("")]
    [InlineData(null)]
    public void What_it_cannot_mean_narrows_nothing(string? query)
    {
        var address = ReportListAddress.Parse(query);
        Assert.False(address.IsNarrowed);
        Assert.Equal(new ReportFilter(), address.ToFilter(Me));
    }

    [Fact]
    public void Me_is_whoever_looks_also_in_a_filter_that_a_colleague_shares()
    {
        var shared = ReportListAddress.Parse("assignee=me&source=web");
        Assert.Equal(new ReportFilter(AssigneeId: Me, Source: ReportSource.Web), shared.ToFilter(Me));
        Assert.Equal(Guid.Empty, shared.ToFilter(me: null).AssigneeId);
    }
}
