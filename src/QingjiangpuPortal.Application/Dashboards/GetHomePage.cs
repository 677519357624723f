using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Dashboards;

/// <summary>What the first page tells everybody: today's and the last thirty days' numbers, and what was just closed.</summary>
public sealed record GetHomePage : IQuery<HomePage>
{
    public const int JustClosed = 4;

    public Permission Permission => Permission.Anyone;
}

/// <param name="Last30Days">Sums over the last thirty days, today included.</param>
public sealed record HomePage(int FiledToday, DashboardNumbers Last30Days, int Open, IReadOnlyList<ReportRow> JustClosed);

internal sealed class GetHomePageHandler(PortalDb db, TimeProvider clock) : IRequestHandler<GetHomePage, ErrorOr<HomePage>>
{
    public async Task<ErrorOr<HomePage>> Handle(GetHomePage request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var rows = await db.StatisticsOf(today.AddDays(1 - GetDashboard.Days), today).ToListAsync(cancellationToken);
        var open = await db.GridReports.CountAsync(r => r.DueAt != null, cancellationToken);
        var closed = await db.GridReports.Where(r => r.IsPublic && r.ClosedAt != null)
            .OrderByDescending(r => r.ClosedAt).Take(GetHomePage.JustClosed)
            .Join(db.ReportCategories, r => r.CategoryCode, c => c.Code, (r, c) => new ReportRow(
                r.Id, r.Sequence, r.RecordedAt, r.Description, c.Name, c.NameInEnglish, r.Source, r.PlaceCode, r.Address, r.Status, r.DueAt, r.ResolvedAt, r.ClosedAt))
            .ToListAsync(cancellationToken);
        return new HomePage(
            rows.Where(r => r.Day == today).Sum(r => r.Filed), DashboardNumbers.Sum(rows.Select(r => r.Numbers)), open,
            closed.ConvertAll(r => r with { Description = PublicText.Of(r.Description), Address = PublicText.Of(r.Address) }));
    }
}
