using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.PersonalData;
using QingjiangpuPortal.Domain.SchoolEnrollment;

namespace QingjiangpuPortal.Application.SchoolEnrollment;

/// <summary>
/// What happens to rounds by itself: offers that nobody answered end, free seats go to whoever waits, and drafts are thrown away once they are
/// no more needed. Sent by the portal itself.
/// </summary>
/// <returns>How many things were done.</returns>
public sealed record KeepAdmissions : ICommand<int>
{
    public Permission Permission => Permission.System;
}

internal sealed class KeepAdmissionsHandler(PortalDb db, TimeProvider clock, AuditNote audit) : IRequestHandler<KeepAdmissions, ErrorOr<int>>
{
    private const int BatchSize = 200;

    public async Task<ErrorOr<int>> Handle(KeepAdmissions request, CancellationToken cancellationToken)
    {
        var done = await EndOffersAsync(cancellationToken);
        // Seats that became free just now are offered with the next round, when they are saved.
        if (done == 0) done = await OfferFreeSeatsAsync(cancellationToken);
        if (done == 0) done = await ThrowDraftsAwayAsync(cancellationToken);
        audit.NothingDone = done == 0;
        return done;
    }

    private async Task<int> EndOffersAsync(CancellationToken cancellationToken)
    {
        var (now, today) = (clock.GetUtcNow(), ChinaTime.DayOf(clock.GetUtcNow()));
        var unanswered = await db.SchoolApplications.Where(a => a.Status == ApplicationStatus.Placed && a.ConfirmBy < today).OrderBy(a => a.Id).Take(BatchSize).ToListAsync(cancellationToken);
        foreach (var application in unanswered) application.LetExpire(now);
        return unanswered.Count;
    }

    /// <summary>
    /// Who stands first at a school among those who wait. The seats' row changes with every offer: of two instances that offer
    /// the same seat at once the second fails as a whole, and finds it taken with its next round.
    /// </summary>
    private async Task<int> OfferFreeSeatsAsync(CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        var free = await (
            from seats in db.SchoolSeats
            join round in db.AdmissionRounds.Where(r => r.Status == RoundStatus.Confirming) on seats.RoundId equals round.Id
            let taken = db.SchoolApplications.Count(a =>
                a.RoundId == seats.RoundId && a.PlacedSchoolCode == seats.SchoolCode && (a.Status == ApplicationStatus.Placed || a.Status == ApplicationStatus.Confirmed))
            where seats.Seats > taken && db.SchoolPreferences.Any(p => p.SchoolCode == seats.SchoolCode && p.OrderAtSchool != null
                && db.SchoolApplications.Any(a => a.Id == p.ApplicationId && a.RoundId == seats.RoundId && a.Status == ApplicationStatus.Waiting))
            orderby seats.SchoolCode
            select new { Seats = seats, Free = seats.Seats - taken }).FirstOrDefaultAsync(cancellationToken);
        if (free is null) return 0;
        var waiting = await (
            from preference in db.SchoolPreferences.Where(p => p.SchoolCode == free.Seats.SchoolCode && p.OrderAtSchool != null)
            join application in db.SchoolApplications.Where(a => a.RoundId == free.Seats.RoundId && a.Status == ApplicationStatus.Waiting) on preference.ApplicationId equals application.Id
            orderby preference.OrderAtSchool
            select application).Take(free.Free).ToListAsync(cancellationToken);
        var confirmBy = ChinaTime.DayOf(at).AddDays(SchoolApplication.DaysToConfirm);
        foreach (var application in waiting) application.PlaceAt(free.Seats.SchoolCode, confirmBy, by: null, at);
        free.Seats.CountOffer();
        return waiting.Count;
    }

    /// <summary>Of what was sent and can no more be taken back, and of rounds that take no registrations any more; papers of a draft that was never sent go with it.</summary>
    private async Task<int> ThrowDraftsAwayAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ended = await db.AdmissionRounds.Where(r => r.Status > RoundStatus.Registering).Select(r => r.Id).ToListAsync(cancellationToken);
        var forms = ended.ConvertAll(ApplicationDraft.School);
        var drafts = db.ApplicationDrafts.Where(d => forms.Contains(d.Form) || db.SchoolApplications.Any(a => a.Id == d.Id && a.EffectiveAt <= now)).OrderBy(d => d.Id).Take(BatchSize);
        return await db.ForgetDraftsAsync(drafts, cancellationToken);
    }
}
