using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>Office hours as they hold from a day on. That day lies ahead: what was reckoned by the hours of the past stays right.</summary>
/// <param name="Periods">08:30-12:00 14:00-17:30 (<see cref="OfficeHours.TryParsePeriods"/>).</param>
public sealed record SetOfficeHours(DateOnly? FromDay, string? Periods, string? Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ManageCalendar;
    public AuditSubject? Subject => FromDay is { } day ? AuditSubject.Of<OfficeHours>(CalendarSubjects.Of(day)) : null;
}

internal sealed class SetOfficeHoursValidator : AbstractValidator<SetOfficeHours>
{
    public SetOfficeHoursValidator()
    {
        RuleFor(x => x.FromDay).NotNull().WithErrorCode("Calendar.DayMissing");
        RuleFor(x => x.Periods).Must(text => OfficeHours.TryParsePeriods(text, out _)).WithErrorCode("Calendar.HoursWrong");
    }
}

internal sealed class SetOfficeHoursHandler(PortalDb db, TimeProvider clock) : IRequestHandler<SetOfficeHours, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(SetOfficeHours request, CancellationToken cancellationToken)
    {
        var (day, now) = (request.FromDay!.Value, clock.GetUtcNow());
        if (await db.CalendarVersionAsync(cancellationToken) != request.Version) return AccessErrors.ChangedMeanwhile;
        if (day <= ChinaTime.DayOf(now)) return Failure.Invalid("Calendar.HoursInThePast", nameof(request.FromDay));
        if (await db.OfficeHours.AnyAsync(h => h.ValidFrom == day, cancellationToken)) return Failure.Invalid("Calendar.HoursTwice", nameof(request.FromDay));
        if (!OfficeHours.TryParsePeriods(request.Periods, out var periods)) return Failure.Invalid("Calendar.HoursWrong", nameof(request.Periods));
        db.OfficeHours.Add(new(day, periods));
        db.RequestReckoning(now);
        return Result.Success;
    }
}
