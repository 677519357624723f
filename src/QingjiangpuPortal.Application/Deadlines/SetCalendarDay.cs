using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>A day is free, or makes up for one that is; what was said of it before is replaced.</summary>
/// <param name="ChangedDay">Asia/Shanghai.</param>
/// <param name="Version">Of the calendar that the page showed, as in every change of it; another one is a conflict.</param>
public sealed record SetCalendarDay(DateOnly? ChangedDay, bool IsWorkday, string? Name, string? Version) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.ManageCalendar;
    public AuditSubject? Subject => ChangedDay is { } day ? AuditSubject.Of<CalendarDay>(CalendarSubjects.Of(day)) : null;
}

internal sealed class SetCalendarDayValidator : AbstractValidator<SetCalendarDay>
{
    public SetCalendarDayValidator()
    {
        RuleFor(x => x.ChangedDay).NotNull().WithErrorCode("Calendar.DayMissing");
        RuleFor(x => x.ChangedDay).Must((x, day) => !x.IsWorkday || day!.Value.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            .When(x => x.ChangedDay is not null).WithErrorCode("Calendar.WorksAnyhow");
        RuleFor(x => x.Name).Must(name => name?.Trim() is { Length: > 0 and <= CalendarDay.NameLength }).WithErrorCode("Calendar.NameMissing").WithState(_ => CalendarDay.NameLength);
    }
}

internal sealed class SetCalendarDayHandler(PortalDb db, TimeProvider clock) : IRequestHandler<SetCalendarDay, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(SetCalendarDay request, CancellationToken cancellationToken)
    {
        var (day, name) = (request.ChangedDay!.Value, request.Name!.Trim());
        if (await db.CalendarVersionAsync(cancellationToken) != request.Version) return AccessErrors.ChangedMeanwhile;
        if (await db.CalendarDays.SingleOrDefaultAsync(d => d.Day == day, cancellationToken) is { } known) known.Change(request.IsWorkday, name);
        else db.CalendarDays.Add(CalendarDay.Create(day, request.IsWorkday, name));
        db.RequestReckoning(clock.GetUtcNow());
        return Result.Success;
    }
}
