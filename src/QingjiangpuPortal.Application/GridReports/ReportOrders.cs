using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

public enum ReportOrder
{
    LatestFirst,

    /// <summary>Open reports only: the others are not due.</summary>
    DueFirst,
}

/// <summary>Pages of reports in either order and both ways. Each order is that of an index, each page a range of it.</summary>
internal static class ReportOrders
{
    /// <summary>What follows <paramref name="after"/> in this order, or what precedes <paramref name="before"/>, nearest first.</summary>
    public static IQueryable<GridReport> InOrder(this IQueryable<GridReport> reports, ReportOrder order, Cursor? after, Cursor? before)
    {
        if (order == ReportOrder.DueFirst)
        {
            reports = reports.Where(r => r.DueAt != null);
            if (before is { } from) return reports.Where(r => r.DueAt <= from.At && (r.DueAt < from.At || r.Id < from.Id)).OrderByDescending(r => r.DueAt).ThenByDescending(r => r.Id);
            if (after is { } last) reports = reports.Where(r => r.DueAt >= last.At && (r.DueAt > last.At || r.Id > last.Id));
            return reports.OrderBy(r => r.DueAt).ThenBy(r => r.Id);
        }
        if (before is { } first) return reports.Where(r => r.RecordedAt >= first.At && (r.RecordedAt > first.At || r.Id > first.Id)).OrderBy(r => r.RecordedAt).ThenBy(r => r.Id);
        if (after is { } until) reports = reports.Where(r => r.RecordedAt <= until.At && (r.RecordedAt < until.At || r.Id < until.Id));
        return reports.OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Id);
    }

    public static async Task<Page<ReportRow>> PageAsync(
        this IQueryable<GridReport> reports, PortalDb db, ReportOrder order, string? after, string? before, CancellationToken cancellationToken)
    {
        var (from, until) = (Cursor.Parse(after), Cursor.Parse(before));
        var rows = await reports.InOrder(order, from, until).Take(Page<ReportRow>.Size + 1)
            .Rows(db).ToListAsync(cancellationToken);
        return rows.ToPage(r => new(order == ReportOrder.DueFirst ? r.DueAt!.Value : r.RecordedAt, r.Id), isBack: until is not null, isFirst: from is null);
    }

    /// <summary>By all of a filter but its words, with what an officer with hundreds of open reports narrows by.</summary>
    public static IQueryable<GridReport> NarrowedForStaff(this IQueryable<GridReport> reports, PortalDb db, ReportFilter filter, DateTimeOffset now)
    {
        reports = reports.Narrowed(filter, now);
        // Said in the words of the partial indexes, so that they serve an open status too.
        if (filter.IsOfOpenWork) reports = reports.Where(r => r.DueAt != null);
        if (filter.AssigneeId is { } assignee) reports = reports.Where(r => r.AssigneeId == assignee);
        if (filter.Unassigned) reports = reports.Where(r => r.AssigneeId == null && r.AssigneeUnitCode == null);
        if (filter.HandlingUnit is { } unit) reports = reports.Where(ReportAccess.HandledBy(unit));
        if (filter.OnlySupervised) reports = reports.Where(r => r.SupervisedAt != null && r.DueAt != null);
        if (filter.DueWithinHours is { } hours)
        {
            var until = now.AddHours(hours);
            reports = reports.Where(r => r.DueAt < until);
        }
        if (filter.Source is { } source) reports = reports.Where(r => r.Source == source);
        return filter.OnlyWithPhotos ? reports.Where(r => db.Attachments.Any(a => a.OwnerId == r.Id)) : reports;
    }
}
