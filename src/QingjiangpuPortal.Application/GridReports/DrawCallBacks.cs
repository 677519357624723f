using System.Globalization;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.PersonalData;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>
/// Draws which reporters are called back, of the first day that is over and not drawn yet; sent by the portal itself. Nobody
/// chooses: in each street the reports go in the order of a keyed hash of their id, and the first of them are taken. So every
/// street is called, nobody can tell beforehand who, and the same draw can be made again.
/// </summary>
/// <returns>Whether there was such a day: then another one may be waiting.</returns>
public sealed record DrawCallBacks : ICommand<bool>
{
    public Permission Permission => Permission.System;
}

internal sealed class DrawCallBacksHandler(
    PortalDb db, CallBackRules rules, ConsentCheck consents, IPersonalDataCipher cipher, TimeProvider clock, AuditNote note) : IRequestHandler<DrawCallBacks, ErrorOr<bool>>
{
    public async Task<ErrorOr<bool>> Handle(DrawCallBacks request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var day = await NextDayAsync(ChinaTime.DayOf(now).AddDays(-1), cancellationToken);
        note.NothingDone = day is null;
        if (day is not { } closedOn) return false;

        var (from, until) = (ChinaTime.StartOf(closedOn), ChinaTime.StartOf(closedOn.AddDays(1)));
        var candidates = await db.GridReports
            .Where(r => r.ClosedAt >= from && r.ClosedAt < until && r.Status == GridReportStatus.Closed && r.ContactPhone != null
                // Whoever waits to be called already, since it was closed the first time, is not called twice.
                && !db.CallBacks.Any(c => c.ReportId == r.Id && c.DoneAt == null))
            .Select(r => new Candidate(r.Id, r.PlaceStreetCode, r.ReporterId)).ToListAsync(cancellationToken);
        var drawn = 0;
        foreach (var street in candidates.GroupBy(r => r.StreetCode, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            drawn += await DrawAsync([.. street.OrderBy(PlaceInDraw, StringComparer.Ordinal)], closedOn, now, cancellationToken);
        // Two instances that draw one day: the second fails on the day's key and finds it drawn.
        db.CallBackDraws.Add(CallBackDraw.Of(closedOn, rules.Share, candidates.Count, drawn, now));
        return true;
    }

    /// <summary>Days that a stop let pass are drawn too, as long as it makes sense to call.</summary>
    private async Task<DateOnly?> NextDayAsync(DateOnly yesterday, CancellationToken cancellationToken)
    {
        var earliest = yesterday.AddDays(1 - CallBack.AskedWithinDays);
        var last = await db.CallBackDraws.MaxAsync(d => (DateOnly?)d.Day, cancellationToken);
        // A portal that begins, or begins anew, does not call back people of long ago.
        var next = last is { } drawn ? drawn.AddDays(1) : yesterday;
        if (next < earliest) next = earliest;
        return next <= yesterday ? next : null;
    }

    private async Task<int> DrawAsync(List<Candidate> inOrder, DateOnly closedOn, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var wanted = rules.HowMany(inOrder.Count);
        var drawn = 0;
        foreach (var report in inOrder)
        {
            if (drawn == wanted) break;
            // Whoever does not want to be called makes room for the next.
            if (!await consents.CoversAsync(report.ReporterId, ConsentPurposes.ReportContact, cancellationToken)) continue;
            db.CallBacks.Add(CallBack.Draw(OrderedId.Next(now), report.Id, closedOn));
            drawn++;
        }
        return drawn;
    }

    private string PlaceInDraw(Candidate report) =>
        Convert.ToHexString(cipher.BlindIndex(report.Id.ToString("N", CultureInfo.InvariantCulture), PersonalDataKind.CallBackDraw));

    private sealed record Candidate(Guid Id, string StreetCode, Guid? ReporterId);
}
