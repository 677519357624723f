using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>身边事件: the public reports, the latest first; words that identify people are blotted out.</summary>
public sealed record ListPublicReports(string? PlaceCode = null, string? Category = null, PublicState? State = null, string? After = null) : IQuery<Page<ReportRow>>
{
    public Permission Permission => Permission.Anyone;
}

/// <summary>What the public tells apart.</summary>
public enum PublicState
{
    Open,
    Overdue,
    Closed,
}

internal sealed class ListPublicReportsHandler(PortalDb db, TimeProvider clock) : IRequestHandler<ListPublicReports, ErrorOr<Page<ReportRow>>>
{
    public async Task<ErrorOr<Page<ReportRow>>> Handle(ListPublicReports request, CancellationToken cancellationToken)
    {
        if (!await db.IsPublicCategoryAsync(request.Category, cancellationToken)) return new Page<ReportRow>([], Next: null);
        var page = await db.GridReports.Public(request.PlaceCode, request.Category, request.State, clock.GetUtcNow())
            .LatestFirstAsync(db, request.After, cancellationToken);
        return page with { Items = [.. page.Items.Select(r => r with { Description = PublicText.Of(r.Description), Address = PublicText.Of(r.Address) })] };
    }
}

/// <summary>The points of the public map: the latest reports of an area, as many as a map can show or as are asked for.</summary>
public sealed record ListPublicPoints(string? PlaceCode = null, string? Category = null, PublicState? State = null, int? Latest = null) : IQuery<IReadOnlyList<ReportPoint>>
{
    public const int Limit = 400;

    public Permission Permission => Permission.Anyone;
}

/// <summary>A report on a map; WGS-84 degrees.</summary>
public sealed record ReportPoint(string Number, double Latitude, double Longitude, GridReportStatus Status, bool IsOverdue, string Text);

internal sealed class ListPublicPointsHandler(PortalDb db, TimeProvider clock) : IRequestHandler<ListPublicPoints, ErrorOr<IReadOnlyList<ReportPoint>>>
{
    public async Task<ErrorOr<IReadOnlyList<ReportPoint>>> Handle(ListPublicPoints request, CancellationToken cancellationToken)
    {
        if (!await db.IsPublicCategoryAsync(request.Category, cancellationToken)) return new List<ReportPoint>();
        var now = clock.GetUtcNow();
        var rows = await db.GridReports.Public(request.PlaceCode, request.Category, request.State, now)
            .OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Id).Take(Math.Clamp(request.Latest ?? ListPublicPoints.Limit, 1, ListPublicPoints.Limit))
            .Select(r => new { r.Sequence, r.RecordedAt, r.Latitude, r.Longitude, r.Status, r.DueAt, r.Description })
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new ReportPoint(
            ReportNumber.Format(ChinaTime.DayOf(r.RecordedAt).Year, r.Sequence), r.Latitude, r.Longitude, r.Status, r.DueAt < now, PublicText.Of(r.Description)));
    }
}

internal static class PublicReports
{
    /// <summary>False for a category that never shows in public, so that no list is searched through for nothing.</summary>
    public static async Task<bool> IsPublicCategoryAsync(this PortalDb db, string? category, CancellationToken cancellationToken) =>
        category is null || await db.ReportCategories.AnyAsync(c => c.Code == category && c.IsPublic, cancellationToken);

    public static IQueryable<GridReport> Public(this IQueryable<GridReport> reports, string? placeCode, string? category, PublicState? state, DateTimeOffset now)
    {
        var shown = reports.Where(r => r.IsPublic && r.Status != GridReportStatus.Withdrawn)
            .Matching(new ReportFilter(PlaceCode: placeCode, Category: category), now);
        return state switch
        {
            PublicState.Open => shown.Where(r => r.DueAt != null),
            PublicState.Overdue => shown.Where(r => r.DueAt < now),
            PublicState.Closed => shown.Where(r => r.Status == GridReportStatus.Closed),
            _ => shown,
        };
    }
}
