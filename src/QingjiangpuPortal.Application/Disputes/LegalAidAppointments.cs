using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;

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
        if (!await db.LegalAidMembers.AnyAsync(m => m.Id == request.MemberId && m.CommunityCode == community, cancellationToken)) return LegalAidErrors.NotFound;
        var proposed = LegalAidAppointment.Propose(
            Guid.CreateVersion7(), request.ReportId, request.MemberId!.Value, request.StartsAt!.Value.ToUniversalTime(), TimeSpan.FromMinutes(request.Minutes!.Value),
            request.Place!.Trim(), request.BothAgree, user.PersonId!.Value, clock.GetUtcNow());
        if (proposed.IsError) return proposed.Errors;
        var (member, starts, ends) = (proposed.Value.MemberId, proposed.Value.StartsAt, proposed.Value.EndsAt);
        // Of two who ask at this very moment the database refuses the second.
        if (await db.LegalAidAppointments.AnyAsync(
            a => a.MemberId == member && a.State != AppointmentState.Cancelled && a.StartsAt < ends && a.EndsAt > starts, cancellationToken)) return LegalAidErrors.Overlaps;
        db.LegalAidAppointments.Add(proposed.Value);
        return Result.Success;
    }

    public async Task<ErrorOr<Success>> Handle(MoveAppointment request, CancellationToken cancellationToken)
    {
        var found = await db.DisputeForChangeAsync(user, request.ReportId, audit, cancellationToken);
        if (found.IsError) return found.Errors;
        var appointment = await db.LegalAidAppointments.SingleOrDefaultAsync(a => a.Id == request.AppointmentId && a.ReportId == request.ReportId, cancellationToken);
        if (appointment is null) return DisputeErrors.NotFound;
        return appointment.Version == request.Version ? appointment.MoveTo(request.To, clock.GetUtcNow()) : AccessErrors.ChangedMeanwhile;
    }
}
