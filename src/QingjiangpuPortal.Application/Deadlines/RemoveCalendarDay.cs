using System.Globalization;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>A day is again what its weekday says.</summary>
public sealed record RemoveCalendarDay(DateOnly RemovedDay, string? Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ManageCalendar;
    public AuditSubject? Subject => AuditSubject.Of<CalendarDay>(CalendarSubjects.Of(RemovedDay));
}

internal sealed class RemoveCalendarDayHandler(PortalDb db, TimeProvider clock) : IRequestHandler<RemoveCalendarDay, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RemoveCalendarDay request, CancellationToken cancellationToken)
    {
        if (await db.CalendarVersionAsync(cancellationToken) != request.Version) return AccessErrors.ChangedMeanwhile;
        if (await db.CalendarDays.SingleOrDefaultAsync(d => d.Day == request.RemovedDay, cancellationToken) is not { } known) return Failure.NotFound("Calendar.DayNotFound");
        db.CalendarDays.Remove(known);
        db.RequestReckoning(clock.GetUtcNow());
        return Result.Success;
    }
}

internal static class CalendarSubjects
{
    /// <summary>2026-02-17, as the audit trail names a day.</summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
