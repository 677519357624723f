using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>身边事件: the public reports, the latest first; words that identify people are blotted out.</summary>
/// <param name="Text">Words of description and address as the public sees them, or a report's number.</param>
public sealed record ListPublicReports(string? PlaceCode = null, string? Category = null, PublicState? State = null, string? After = null, string? Text = null) : IQuery<Page<ReportRow>>
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
        var now = clock.GetUtcNow();
        var page = await db.PageAsync(
            reports => reports.Public(request.PlaceCode, request.Category, request.State, now), request.Text, request.After, cancellationToken);
        return page with { Items = [.. page.Items.Select(r => r.InPublic())] };
    }
}

/// <summary>The points of the public map: the latest reports of an area, as many as a map can show or as are asked for.</summary>
public sealed record ListPublicPoints(string? PlaceCode = null, string? Category = null, PublicState? State = null, int? Latest = null, string? Text = null) : IQuery<IReadOnlyList<ReportPoint>>
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
        var rows = await db.LatestAsync(
            reports => reports.Public(request.PlaceCode, request.Category, request.State, now), request.Text, after: null,
            Math.Clamp(request.Latest ?? ListPublicPoints.Limit, 1, ListPublicPoints.Limit),
            reports => reports.Select(r => new { r.Sequence, r.RecordedAt, r.Latitude, r.Longitude, r.Status, r.DueAt, r.Description }), cancellationToken);
        return rows.ConvertAll(r => new ReportPoint(
            ReportNumber.Format(ChinaTime.DayOf(r.RecordedAt).Year, r.Sequence), r.Latitude, r.Longitude, r.Status, r.DueAt < now, PublicText.Of(r.Description)));
    }
}

internal static class PublicReports
{
    /// <summary>With what identifies people blotted out.</summary>
    public static ReportRow InPublic(this ReportRow row) => row with { Description = PublicText.Of(row.Description), Address = PublicText.Of(row.Address) };

    /// <summary>False for a category that never shows in public, so that no list is searched through for nothing.</summary>
    public static async Task<bool> IsPublicCategoryAsync(this PortalDb db, string? category, CancellationToken cancellationToken) =>
        category is null || await db.ReportCategories.AnyAsync(c => c.Code == category && c.IsPublic, cancellationToken);

    public static IQueryable<GridReport> Public(this IQueryable<GridReport> reports, string? placeCode, string? category, PublicState? state, DateTimeOffset now)
    {
        var shown = reports.Where(r => r.IsPublic && r.Status != GridReportStatus.Withdrawn)
            .Narrowed(new ReportFilter(PlaceCode: placeCode, Category: category), now);
        return state switch
        {
            PublicState.Open => shown.Where(r => r.DueAt != null),
            PublicState.Overdue => shown.Where(r => r.DueAt < now),
            PublicState.Closed => shown.Where(r => r.Status == GridReportStatus.Closed),
            _ => shown,
        };
    }
}
