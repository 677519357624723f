using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>Office hours that were to hold from a day on will not; those that hold already stay.</summary>
public sealed record RemoveOfficeHours(DateOnly FromDay, string? Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ManageCalendar;
    public AuditSubject? Subject => AuditSubject.Of<OfficeHours>(CalendarSubjects.Of(FromDay));
}

internal sealed class RemoveOfficeHoursHandler(PortalDb db, TimeProvider clock) : IRequestHandler<RemoveOfficeHours, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RemoveOfficeHours request, CancellationToken cancellationToken)
    {
        if (await db.CalendarVersionAsync(cancellationToken) != request.Version) return AccessErrors.ChangedMeanwhile;
        var now = clock.GetUtcNow();
        if (await db.OfficeHours.SingleOrDefaultAsync(h => h.ValidFrom == request.FromDay, cancellationToken) is not { } known) return Failure.NotFound("Calendar.DayNotFound");
        if (known.ValidFrom <= ChinaTime.DayOf(now)) return Failure.Conflict("Calendar.HoursHoldAlready");
        db.OfficeHours.Remove(known);
        db.RequestReckoning(now);
        return Result.Success;
    }
}
