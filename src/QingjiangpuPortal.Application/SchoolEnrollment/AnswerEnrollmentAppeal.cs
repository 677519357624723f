using System.Globalization;
using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>
/// 答复复核申请, by the bureau. Granted before the results are published, the application is checked anew; afterwards it gets a place, in
/// a seat of its own where none is free, so that nobody loses theirs.
/// </summary>
/// <param name="SchoolCode">Once the results are published: one of those that the family named.</param>
public sealed record AnswerEnrollmentAppeal(Guid Id, uint Version, bool? Granted, string? Answer, string? SchoolCode = null) : CheckCommand(Id, Version)
{
    public override Permission Permission => Permission.ManageAdmissions;
}

internal sealed class AnswerEnrollmentAppealValidator : AbstractValidator<AnswerEnrollmentAppeal>
{
    public AnswerEnrollmentAppealValidator()
    {
        RuleFor(x => x.Granted).NotNull().WithErrorCode("Enrollment.AnswerMissing");
        RuleFor(x => x.Answer).Reason();
    }
}

internal sealed class AnswerEnrollmentAppealHandler(PortalDb db, ICurrentUser user, IWorkCalendars calendars, TimeProvider clock, AuditNote audit)
    : IRequestHandler<AnswerEnrollmentAppeal, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(AnswerEnrollmentAppeal request, CancellationToken cancellationToken)
    {
        var scope = await db.EnrollmentScopeAsync(user, request.Permission, cancellationToken);
        if (scope.IsError) return scope.Errors;
        if (!scope.Value.IsBureau) return EnrollmentErrors.NotFound;
        var (at, by, answer) = (clock.GetUtcNow(), user.PersonId!.Value, request.Answer!.Trim());
        var found = await db.ApplicationForChangeAsync(user, request.Permission, request.Id, request.Version, at, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var round = await db.AdmissionRounds.AsNoTracking().SingleAsync(r => r.Id == found.Value.RoundId, cancellationToken);
        if (request.Granted == true && round.Status == RoundStatus.Confirming) return await GrantPlaceAsync(found.Value, round, request.SchoolCode, answer, cancellationToken);
        if (request.Granted == true && round.Status == RoundStatus.Closed) return EnrollmentErrors.RoundStepNotPossible;
        return found.Value.AnswerAppeal(request.Granted!.Value, answer, by, await ApplyForSchoolHandler.DueAsync(calendars, at, cancellationToken), at);
    }

    private async Task<ErrorOr<Success>> GrantPlaceAsync(SchoolApplication application, AdmissionRound round, string? school, string answer, CancellationToken cancellationToken)
    {
        var isNamed = await db.SchoolPreferences.AnyAsync(p => p.ApplicationId == application.Id && p.SchoolCode == school, cancellationToken);
        var seats = isNamed ? await db.SchoolSeats.SingleOrDefaultAsync(s => s.RoundId == round.Id && s.SchoolCode == school, cancellationToken) : null;
        if (seats is null) return Failure.Invalid("Enrollment.GrantSchoolMissing", nameof(AnswerEnrollmentAppeal.SchoolCode));
        var at = clock.GetUtcNow();
        var confirmBy = PlaceApplicantsHandler.Later(round.Days.ConfirmUntil, ChinaTime.DayOf(at).AddDays(SchoolApplication.DaysToConfirm));
        if (application.GrantPlaceAt(seats.SchoolCode, confirmBy, answer, user.PersonId!.Value, at) is { IsError: true } refused) return refused;
        var taken = await db.SchoolApplications.CountAsync(a =>
            a.RoundId == round.Id && a.PlacedSchoolCode == school && (a.Status == ApplicationStatus.Placed || a.Status == ApplicationStatus.Confirmed), cancellationToken);
        // A seat that somebody waits for is theirs, even where it has not been offered yet.
        var waiting = await db.SchoolApplications.CountAsync(a =>
            a.RoundId == round.Id && a.Id != application.Id && a.Status == ApplicationStatus.Waiting && db.SchoolPreferences.Any(p => p.ApplicationId == a.Id && p.SchoolCode == school), cancellationToken);
        var isExtra = seats.GiveOnAppeal(free: seats.Seats - taken - waiting);
        audit.Reason = string.Create(CultureInfo.InvariantCulture, $"{school} {seats.Seats}{(isExtra ? " (+1)" : "")}: {answer}");
        return Result.Success;
    }
}
