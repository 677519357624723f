using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Disputes;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.Disputes;

/// <summary>The record of a dispute: facts, parties (masked), sessions, appointments.</summary>
public sealed record GetDispute(Guid ReportId) : IQuery<DisputeView>
{
    public Permission Permission => Permission.ViewDisputes;
}

/// <param name="Version">Of the record; 0 where there is none yet.</param>
/// <param name="Mediator">One of the staff or of the committee: named as a colleague.</param>
/// <param name="RevealedUntil">Until when this viewer sees the parties in clear; <c>null</c> when masked.</param>
public sealed record DisputeView(
    Guid ReportId, string Number, GridReportStatus Status, bool MayChange, string CommunityCode, uint Version,
    DateOnly? HappenedOn, int PeopleCount, DisputeNature Nature, RiskGrade Risk, long? AmountInCents, MediationMethod? Method, string? Mediator, bool? Succeeded,
    bool IsRecorded, IReadOnlyList<PartyRow> Parties, IReadOnlyList<SessionRow> Sessions, IReadOnlyList<AppointmentRow> Appointments, DateTimeOffset? RevealedUntil);

public sealed record PartyRow(Guid Id, PartySide Side, string Name, string? Phone, string? IdNumber);

/// <param name="RecordedBy">Masked.</param>
public sealed record SessionRow(DateOnly HeldOn, string Text, string RecordedBy, DateTimeOffset RecordedAt);

/// <summary>With whoever was on the roster when it was proposed.</summary>
public sealed record AppointmentRow(
    Guid Id, uint Version, LegalAidKind Kind, string Name, string Office, string? OfficePhone, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string Place, AppointmentState State, DateTimeOffset? AgreedAt);

internal sealed class GetDisputeHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock) : IRequestHandler<GetDispute, ErrorOr<DisputeView>>
{
    public async Task<ErrorOr<DisputeView>> Handle(GetDispute request, CancellationToken cancellationToken)
    {
        var report = await db.DisputesFor(user, request.Permission, request.ReportId).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (report is null) return DisputeErrors.NotFound;
        var record = await db.DisputeRecords.AsNoTracking().SingleOrDefaultAsync(d => d.Id == report.Id, cancellationToken);
        var shown = record ?? DisputeRecord.Open(report.Id, report.RecordedAt);
        var now = clock.GetUtcNow();
        var until = await db.RevealedUntilAsync<DisputeRecord>(user.PersonId, report.Id, now, cancellationToken);
        var parties = await db.DisputeParties.Where(p => p.ReportId == report.Id).OrderBy(p => p.Side).ThenBy(p => p.Id).AsNoTracking().ToListAsync(cancellationToken);
        var sessions = await db.MediationSessions.Where(s => s.ReportId == report.Id).OrderBy(s => s.HeldOn).ThenBy(s => s.Id)
            .Select(s => new { Session = s, Name = db.People.Where(p => p.Id == s.RecordedById).Select(p => p.Name).FirstOrDefault() })
            .AsNoTracking().ToListAsync(cancellationToken);
        var appointments = await db.LegalAidAppointments.Where(a => a.ReportId == report.Id).OrderBy(a => a.StartsAt).ThenBy(a => a.Id)
            .Select(a => new AppointmentRow(a.Id, a.Version, a.Kind, a.Name, a.Office, a.OfficePhone, a.StartsAt, a.EndsAt, a.Place, a.State, a.AgreedAt))
            .ToListAsync(cancellationToken);

        return new DisputeView(
            report.Id, report.Number, report.Status, report.Status.IsOpen(), report.PlaceCommunityCode, record?.Version ?? 0,
            shown.HappenedOn, shown.PeopleCount, shown.Nature, shown.Risk, shown.AmountInCents, shown.Method,
            shown.Mediator is { } mediator ? cipher.Show(mediator, PersonalDataKind.Name, Onlooker.Colleague) : null, shown.Succeeded, record is not null,
            parties.ConvertAll(p => new PartyRow(p.Id, p.Side, Show(p.Name, PersonalDataKind.Name), Show(p.Phone, PersonalDataKind.Phone), Show(p.IdNumber, PersonalDataKind.IdNumber))),
            sessions.ConvertAll(s => new SessionRow(s.Session.HeldOn, s.Session.Text, cipher.MaskedName(s.Name), s.Session.RecordedAt)),
            appointments, until);

        [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(value))]
        string? Show(Protected? value, PersonalDataKind kind) =>
            value is null ? null : until is not null ? cipher.Reveal(value, kind) : cipher.Show(value, kind, Onlooker.Handler);
    }
}
