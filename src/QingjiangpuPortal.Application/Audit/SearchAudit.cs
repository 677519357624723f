using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;

namespace QingjiangpuPortal.Application.Audit;

/// <summary>审计: lines of the trail, the latest first, a page at a time in both directions.</summary>
/// <param name="After">Older than this line.</param>
/// <param name="Before">Newer than this line.</param>
public sealed record SearchAudit(AuditFilter Filter, Guid? After = null, Guid? Before = null) : IQuery<AuditPage>
{
    public Permission Permission => Permission.ReadAudit;
}

/// <param name="MaskedActor">Of the filter.</param>
/// <param name="MaskedPerson">Of the filter.</param>
public sealed record AuditPage(IReadOnlyList<AuditRow> Items, Guid? Older, Guid? Newer, string? MaskedActor, string? MaskedPerson);

internal sealed class SearchAuditHandler(PortalDb db, IPersonalDataCipher cipher) : IRequestHandler<SearchAudit, ErrorOr<AuditPage>>
{
    private const int Size = 50;

    public async Task<ErrorOr<AuditPage>> Handle(SearchAudit request, CancellationToken cancellationToken)
    {
        var filter = request.Filter;
        var lines = db.AuditEntries.Matching(filter);
        var isBack = request.Before is not null;
        if (request.Before is { } before) lines = lines.Where(e => e.Id > before).OrderBy(e => e.Id);
        else if (request.After is { } after) lines = lines.Where(e => e.Id < after).OrderByDescending(e => e.Id);
        else lines = lines.OrderByDescending(e => e.Id);

        var rows = await lines.Take(Size + 1).ToRowsAsync(db, cipher, cancellationToken);
        var hasMore = rows.Count > Size;
        if (hasMore) rows.RemoveAt(Size);
        if (isBack) rows.Reverse();
        var names = await db.MaskedNamesAsync(cipher, [filter.ActorId, filter.PersonId], cancellationToken);
        return new AuditPage(
            rows,
            Older: rows.Count > 0 && (isBack || hasMore) ? rows[^1].Line.Id : null,
            Newer: rows.Count > 0 && (isBack ? hasMore : request.After is not null) ? rows[0].Line.Id : null,
            filter.ActorId is { } actor ? names.GetValueOrDefault(actor) : null,
            filter.PersonId is { } person ? names.GetValueOrDefault(person) : null);
    }
}
