using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Deadlines;

namespace QingjiangpuPortal.Application.Deadlines;

/// <summary>A year's notice as a file (<see cref="CalendarFile"/>) takes the place of what was known of that year; with one bad line nothing is changed.</summary>
/// <returns>How many days it has.</returns>
public sealed record ImportCalendarYear(int Year, Stream? Content, string? Version) : ICommand<int>, IAbout
{
    public Permission Permission => Permission.ManageCalendar;
    public AuditSubject? Subject => AuditSubject.Of<CalendarDay>(Year);
}

internal sealed class ImportCalendarYearValidator : AbstractValidator<ImportCalendarYear>
{
    public ImportCalendarYearValidator()
    {
        RuleFor(x => x.Year).InclusiveBetween(2000, 2100).WithErrorCode("Calendar.YearWrong");
        RuleFor(x => x.Content).Must(content => content is { Length: > 0 }).WithErrorCode("Calendar.FileMissing");
    }
}

internal sealed class ImportCalendarYearHandler(PortalDb db, TimeProvider clock) : IRequestHandler<ImportCalendarYear, ErrorOr<int>>
{
    private const int MostProblemsSaid = 20;

    public async Task<ErrorOr<int>> Handle(ImportCalendarYear request, CancellationToken cancellationToken)
    {
        var file = CalendarFile.Read(request.Content!, request.Year);
        if (file.Problems.Count > 0)
            return file.Problems.Take(MostProblemsSaid).Select(p => Failure.Invalid("Calendar.Line" + p.Kind, nameof(request.Content), p.Line, p.Text)).ToList();
        var free = file.Days.Count(day => !day.IsWorkday);
        if (free < WorkCalendar.FewestHolidays) return Failure.Invalid("Calendar.TooFewHolidays", nameof(request.Content), free, WorkCalendar.FewestHolidays);

        if (await db.CalendarVersionAsync(cancellationToken) != request.Version) return AccessErrors.ChangedMeanwhile;
        var (from, until) = (new DateOnly(request.Year, 1, 1), new DateOnly(request.Year + 1, 1, 1));
        var known = await db.CalendarDays.Where(d => d.Day >= from && d.Day < until).ToDictionaryAsync(d => d.Day, cancellationToken);
        foreach (var day in file.Days)
            if (known.Remove(day.Day, out var before)) before.Change(day.IsWorkday, day.Name);
            else db.CalendarDays.Add(day);
        db.CalendarDays.RemoveRange(known.Values);
        db.RequestReckoning(clock.GetUtcNow());
        return file.Days.Count;
    }
}
