using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>The working calendar, kept in memory and read anew now and then: it changes a few times a year.</summary>
public interface IWorkCalendars
{
    ValueTask<WorkCalendar> CurrentAsync(CancellationToken cancellationToken);
}

/// <summary>The clock by which a report is due: its category's limits on the working calendar.</summary>
public sealed class ReportClocks(PortalDb db, IWorkCalendars calendars)
{
    /// <summary>The category cannot be missing, codes are never removed.</summary>
    public async ValueTask<ReportClock> OfAsync(GridReport report, CancellationToken cancellationToken)
    {
        var category = await db.ReportCategories.AsNoTracking().SingleAsync(c => c.Code == report.CategoryCode, cancellationToken);
        return await OfAsync(category, cancellationToken);
    }

    public async ValueTask<ReportClock> OfAsync(ReportCategory category, CancellationToken cancellationToken) =>
        new(category, await calendars.CurrentAsync(cancellationToken));
}
