using System.Globalization;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Ledgers;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.PersonalData;

/// <summary>谁看过我的信息: from the audit trail, who saw or exported the person's data or changed it for them; the latest first.</summary>
public sealed record ListLooks(string? After = null) : IQuery<Page<Look>>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="Post">By which post, and in which unit; never the name of whoever holds it. <c>null</c> for oneself and for the portal.</param>
/// <param name="IsFamily">Somebody who was linked to the person's entry in the population register, and holds no post.</param>
/// <param name="ReportNumber">The report in which the data stood; <c>null</c> where it stood in none.</param>
public sealed record Look(DateTimeOffset At, AuditKind Kind, bool IsOwn, bool IsPortal, bool IsFamily, PostKind? Post, UnitName? Unit, string? ReportNumber, Guid? ReportId, string? Reason);

internal sealed class ListLooksHandler(PortalDb db, ICurrentUser user) : IRequestHandler<ListLooks, ErrorOr<Page<Look>>>
{
    public async Task<ErrorOr<Page<Look>>> Handle(ListLooks request, CancellationToken cancellationToken) =>
        await db.LooksAtAsync(user.PersonId!.Value, request.After, cancellationToken);
}

internal static class Looks
{
    public static async Task<Page<Look>> LooksAtAsync(this PortalDb db, Guid personId, string? after, CancellationToken cancellationToken)
    {
        // What happened to a report step by step stands on the report's own page; this is about the person's data.
        var entries = db.AuditEntries.AsNoTracking().Where(e => e.PersonId == personId && e.Result == AuditEntry.Done
            && (e.Kind == AuditKind.Export
                || (e.ActorId != null && e.ActorId != personId
                    && (e.Kind == AuditKind.Reveal || e.Kind == AuditKind.Rights || (e.Kind == AuditKind.Change && (e.SubjectKind == nameof(Person) || e.SubjectKind == nameof(LedgerPerson)))))));
        if (Cursor.Parse(after) is { } cursor) entries = entries.Where(e => e.Id < cursor.Id);
        var page = (await entries.OrderByDescending(e => e.Id).Take(Page<Look>.Size + 1).ToListAsync(cancellationToken)).ToPage(e => new(e.RecordedAt, e.Id));

        var units = page.Items.Select(e => e.PostUnitCode).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var names = await db.OrgUnits.Where(u => units.Contains(u.Code)).Select(u => new { u.Code, u.Name, u.EnglishName })
            .ToDictionaryAsync(u => u.Code, u => NameUnitsHandler.NameOf(u.Name, u.EnglishName), StringComparer.Ordinal, cancellationToken);
        var ids = page.Items.Select(ReportOf).OfType<Guid>().Distinct().ToList();
        var reports = await db.GridReports.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => (r.Number, r.ReporterId), cancellationToken);

        return new([.. page.Items.Select(e =>
        {
            var report = ReportOf(e) is { } id && reports.TryGetValue(id, out var found) ? found : default;
            return new Look(
                e.RecordedAt, e.Kind, e.ActorId == personId, e.IsSystem || e.ActorId is null, e.PostKind is null && e.SubjectKind == nameof(LedgerPerson), e.PostKind, e.PostUnitCode is { } unit ? names.GetValueOrDefault(unit) : null,
                report.Number, report.ReporterId == personId ? ReportOf(e) : null, e.Reason);
        })], page.Next);
    }

    private static Guid? ReportOf(AuditEntry entry) =>
        entry.SubjectKind == nameof(GridReport) && Guid.TryParse(entry.SubjectId, CultureInfo.InvariantCulture, out var id) ? id : null;
}
