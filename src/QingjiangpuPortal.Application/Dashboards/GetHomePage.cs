using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Dashboards;

/// <summary>What the first page tells everybody: today's and the last thirty days' numbers, and what was just closed.</summary>
public sealed record GetHomePage : IQuery<HomePage>
{
    public const int JustClosed = 4;

    /// <summary>The period, in days, today included.</summary>
    public const int Days = 30;

    public Permission Permission => Permission.Anyone;
}

/// <param name="Last30Days">Sums over the last thirty days, today included.</param>
/// <param name="PeriodBefore">The same over the thirty days before.</param>
public sealed record HomePage(int FiledToday, DashboardNumbers Last30Days, DashboardNumbers PeriodBefore, int Open, IReadOnlyList<ReportRow> JustClosed);

internal sealed class GetHomePageHandler(PortalDb db, TimeProvider clock) : IRequestHandler<GetHomePage, ErrorOr<HomePage>>
{
    public async Task<ErrorOr<HomePage>> Handle(GetHomePage request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var first = today.AddDays(1 - GetHomePage.Days);
        var days = await db.TrendOf(
            OrgCode.District, [.. Enumerable.Range(0, 2 * GetHomePage.Days).Select(back => StatisticPeriod.Day(today.AddDays(-back)))]).ToListAsync(cancellationToken);
        var open = await db.CountOpenAsync(cancellationToken);
        var closed = await db.GridReports.Where(r => r.IsPublic && r.ClosedAt != null)
            .OrderByDescending(r => r.ClosedAt).Take(GetHomePage.JustClosed)
            .Join(db.ReportCategories, r => r.CategoryCode, c => c.Code, (r, c) => new ReportRow(
                r.Id, r.Sequence, r.RecordedAt, r.Description, c.Name, c.NameInEnglish, r.Source, r.PlaceCode, r.Address, r.Status,
                r.DueAt, r.ResolveDueAt, r.ResolvedAt, r.ClosedAt))
            .ToListAsync(cancellationToken);
        return new HomePage(
            days.Where(d => d.Period == StatisticPeriod.Day(today)).Sum(d => d.Numbers.Filed),
            DashboardNumbers.Sum(days.Where(d => d.Period >= StatisticPeriod.Day(first)).Select(d => d.Numbers)),
            DashboardNumbers.Sum(days.Where(d => d.Period < StatisticPeriod.Day(first)).Select(d => d.Numbers)),
            open,
            closed.ConvertAll(r => r with { Description = PublicText.Of(r.Description), Address = PublicText.Of(r.Address) }));
    }
}
