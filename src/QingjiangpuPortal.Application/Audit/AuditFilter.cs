using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Audit;

public enum AuditOutcome
{
    Done,
    Refused,
}

/// <summary>
/// What the trail is narrowed to; what is <c>null</c> does not narrow. Each has an index that ends with the id, which is the
/// order of the list, so a page costs the same whichever narrows most. Changes (among kinds) and what was done (among
/// outcomes) are nearly all lines and are found along the list itself.
/// </summary>
/// <param name="From">First and last day (Asia/Shanghai).</param>
/// <param name="PersonId">On whose data.</param>
public sealed record AuditFilter(
    DateOnly? From = null, DateOnly? To = null, AuditKind? Kind = null, string? Action = null,
    Guid? ActorId = null, Guid? PersonId = null, string? SubjectId = null, AuditOutcome? Outcome = null);

/// <summary>A line, which nothing can change, and the people in it, masked: an audit administrator sees no personal data.</summary>
public sealed record AuditRow(AuditEntry Line, string? MaskedActor, string? MaskedPerson, string? MaskedDeputyFor);

internal static class AuditRows
{
    public static IQueryable<AuditEntry> Matching(this IQueryable<AuditEntry> lines, AuditFilter filter)
    {
        if (filter.From is { } first)
        {
            var from = ChinaTime.StartOf(first);
            lines = lines.Where(e => e.RecordedAt >= from);
        }
        if (filter.To is { } last)
        {
            var until = ChinaTime.StartOf(last.AddDays(1));
            lines = lines.Where(e => e.RecordedAt < until);
        }
        // As a constant, because PostgreSQL must see that the partial index serves.
        if (filter.Kind is { } kind) lines = lines.Where(e => e.Kind == EF.Constant(kind));
        if (filter.Action is { } action) lines = lines.Where(e => e.Action == action);
        if (filter.ActorId is { } actor) lines = lines.Where(e => e.ActorId == actor);
        if (filter.PersonId is { } person) lines = lines.Where(e => e.PersonId == person);
        if (filter.SubjectId is { } subject) lines = lines.Where(e => e.SubjectId == subject);
        return filter.Outcome switch
        {
            AuditOutcome.Done => lines.Where(e => e.Result == AuditEntry.Done),
            AuditOutcome.Refused => lines.Where(e => e.Result != AuditEntry.Done),
            _ => lines,
        };
    }

    /// <summary>Reads the lines with their people; a name costs one look-up however often it occurs.</summary>
    public static async Task<List<AuditRow>> ToRowsAsync(
        this IQueryable<AuditEntry> lines, PortalDb db, IPersonalDataCipher cipher, CancellationToken cancellationToken)
    {
        var entries = await lines.AsNoTracking().ToListAsync(cancellationToken);
        var names = await db.MaskedNamesAsync(cipher, entries.SelectMany(e => new[] { e.ActorId, e.PersonId, e.DeputyFor }), cancellationToken);
        return [.. entries.Select(e => new AuditRow(e, NameOf(e.ActorId), NameOf(e.PersonId), NameOf(e.DeputyFor)))];

        string? NameOf(Guid? person) => person is { } id ? names.GetValueOrDefault(id) : null;
    }

    /// <summary>李**, or 138****8000 where there is no name.</summary>
    public static async Task<Dictionary<Guid, string>> MaskedNamesAsync(
        this PortalDb db, IPersonalDataCipher cipher, IEnumerable<Guid?> people, CancellationToken cancellationToken)
    {
        var ids = people.OfType<Guid>().Distinct().ToList();
        return (await db.People.AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync(cancellationToken)).ToDictionary(p => p.Id, p =>
            p.Name is { } name ? cipher.MaskedName(name) : cipher.Show(p.Phone, PersonalDataKind.Phone, Onlooker.Handler));
    }
}
