using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Deadlines;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>The working calendar, kept in memory and read anew now and then: it changes a few times a year.</summary>
public interface IWorkCalendars
{
    /// <summary>After this long at the latest every instance reckons by a changed calendar.</summary>
    static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    ValueTask<WorkCalendar> CurrentAsync(CancellationToken cancellationToken);

    /// <summary>As the database has it this moment; what is kept is renewed.</summary>
    ValueTask<WorkCalendar> ReadAsync(CancellationToken cancellationToken);
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

    /// <summary>The clocks of several reports, by the codes of their categories.</summary>
    public async ValueTask<IReadOnlyDictionary<string, ReportClock>> OfAsync(IEnumerable<GridReport> reports, WorkCalendar? calendar, CancellationToken cancellationToken)
    {
        var codes = reports.Select(r => r.CategoryCode).Distinct().ToList();
        calendar ??= await calendars.CurrentAsync(cancellationToken);
        return await db.ReportCategories.AsNoTracking().Where(c => codes.Contains(c.Code))
            .ToDictionaryAsync(c => c.Code, c => new ReportClock(c, calendar), StringComparer.Ordinal, cancellationToken);
    }

    public async ValueTask<ReportClock> OfAsync(ReportCategory category, CancellationToken cancellationToken) =>
        new(category, await calendars.CurrentAsync(cancellationToken));
}
