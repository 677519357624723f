using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Notifications;

namespace QingjiangpuPortal.Application.Disputes;

/// <summary>预约 of one of the community's four for a dispute.</summary>
/// <param name="StartsAt">When it begins; the pages ask for day and time of Asia/Shanghai.</param>
public sealed record ProposeAppointment(Guid ReportId, Guid? MemberId, DateTimeOffset? StartsAt, int? Minutes, string? Place, bool BothAgree) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.HandleDisputes;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(ReportId);
}

/// <summary>Confirms it (which notes that both parties agree), says that it was held, or cancels it.</summary>
public sealed record MoveAppointment(Guid ReportId, Guid AppointmentId, uint Version, AppointmentState To) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.HandleDisputes;
    public AuditSubject? Subject => AuditSubject.Of<GridReport>(ReportId);
}

internal sealed class ProposeAppointmentValidator : AbstractValidator<ProposeAppointment>
{
    public ProposeAppointmentValidator()
    {
        RuleFor(x => x.MemberId).NotNull().OverridePropertyName("Member").WithErrorCode("LegalAid.MemberMissing");
        RuleFor(x => x.StartsAt).NotNull().OverridePropertyName("StartDay").WithErrorCode("LegalAid.TimeMissing");
        RuleFor(x => x.Minutes).NotNull().WithErrorCode("LegalAid.LengthUnusual");
        RuleFor(x => x.Place).Cascade(CascadeMode.Stop).NotEmpty().WithErrorCode("LegalAid.PlaceMissing")
            .MaximumLength(Fields.MaxAddress).WithErrorCode("Report.AddressTooLong").WithState(_ => Fields.MaxAddress);
    }
}

internal sealed class LegalAidAppointmentsHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) :
    IRequestHandler<ProposeAppointment, ErrorOr<Success>>,
    IRequestHandler<MoveAppointment, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(ProposeAppointment request, CancellationToken cancellationToken)
    {
        var found = await db.DisputeForChangeAsync(user, request.ReportId, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var community = found.Value.PlaceCommunityCode;
        if (await db.LegalAidMembers.AsNoTracking().SingleOrDefaultAsync(m => m.Id == request.MemberId && m.CommunityCode == community, cancellationToken) is not { } asked)
            return LegalAidErrors.NotFound;
        var proposed = LegalAidAppointment.Propose(
            Guid.CreateVersion7(), request.ReportId, asked, request.StartsAt!.Value.ToUniversalTime(), TimeSpan.FromMinutes(request.Minutes!.Value),
            request.Place!.Trim(), request.BothAgree, user.PersonId!.Value, clock.GetUtcNow());
        if (proposed.IsError) return proposed.Errors;
        var (member, starts, ends) = (proposed.Value.MemberId, proposed.Value.StartsAt, proposed.Value.EndsAt);
        // Of two who ask at this very moment the database refuses the second.
        if (await db.LegalAidAppointments.AnyAsync(
            a => a.MemberId == member && a.State != AppointmentState.Cancelled && a.StartsAt < ends && a.EndsAt > starts, cancellationToken)) return LegalAidErrors.Overlaps;
        db.LegalAidAppointments.Add(proposed.Value);
        Tell(NotificationKind.AppointmentProposed, found.Value, proposed.Value);
        return Result.Success;
    }

    public async Task<ErrorOr<Success>> Handle(MoveAppointment request, CancellationToken cancellationToken)
    {
        var found = await db.DisputeForChangeAsync(user, request.ReportId, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var appointment = await db.LegalAidAppointments.SingleOrDefaultAsync(a => a.Id == request.AppointmentId && a.ReportId == request.ReportId, cancellationToken);
        if (appointment is null) return DisputeErrors.NotFound;
        if (appointment.Version != request.Version) return AccessErrors.ChangedMeanwhile;
        var before = appointment.State;
        var moved = appointment.MoveTo(request.To, clock.GetUtcNow());
        if (!moved.IsError && appointment.State != before)
        {
            if (appointment.State == AppointmentState.Confirmed) Tell(NotificationKind.AppointmentConfirmed, found.Value, appointment);
            if (appointment.State == AppointmentState.Cancelled) Tell(NotificationKind.AppointmentCancelled, found.Value, appointment);
        }
        return moved;
    }

    /// <summary>Whoever answers for the dispute, and whoever made the appointment: they bring the parties. The four are no users of the portal.</summary>
    private void Tell(NotificationKind kind, GridReport report, LegalAidAppointment appointment)
    {
        var handler = GridReportNews.HandlerOf(report, report.Status, report.HandlingUnitCode);
        // Of the people of a unit whoever proposed it is one.
        Audience[] told = handler.Kind == AudienceKind.Person ? [.. new[] { handler, Audience.Person(appointment.ProposedById) }.Distinct()] : [handler];
        foreach (var whom in told)
            db.Tell(kind, whom, AuditSubject.Of<GridReport>(report.Id), user.PersonId, clock.GetUtcNow(),
                new(StringComparer.Ordinal) { ["startsAt"] = NotificationWords.Time(appointment.StartsAt) });
    }
}
