using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding;
using QingjiangpuPortal.Testing;

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
}
