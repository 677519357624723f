using System.Linq.Expressions;
using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Patrols;

namespace QingjiangpuPortal.Application.Patrols;

/// <summary>Patrols of the units that one's posts cover, the latest first, and one's own open one.</summary>
public sealed record ListPatrols(string? After) : IQuery<PatrolList>
{
    public Permission Permission => Permission.ViewPatrols;
}

/// <param name="OpenId">The viewer's own patrol that goes on.</param>
public sealed record PatrolList(Guid? OpenId, Page<PatrolRow> Page);

/// <param name="Who">Masked.</param>
public sealed record PatrolRow(Guid Id, string UnitCode, string Who, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, bool EndedByItself, int Findings);

/// <summary>One patrol with what was looked at and found.</summary>
public sealed record GetPatrol(Guid PatrolId) : IQuery<PatrolView>
{
    public Permission Permission => Permission.ViewPatrols;
}

/// <param name="IsMine">Only whoever makes it adds to it and ends it.</param>
public sealed record PatrolView(
    Guid Id, uint Version, string UnitCode, string Who, bool IsMine, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, bool EndedByItself, string? Note,
    IReadOnlyList<PatrolItemRow> Items, IReadOnlyList<FindingRow> Findings);

public sealed record PatrolItemRow(string Code, CategoryName Name, bool WasLookedAt);

public sealed record FindingRow(Guid ReportId, string Number, GridReportStatus Status, DateTimeOffset? DueAt, CategoryName Category, string Description, string Address);

/// <summary>Patrols and findings per unit one level below the viewer's, for lists and the dashboard.</summary>
/// <param name="To">The first day no longer counted.</param>
/// <param name="Level">By the areas of which level it is counted.</param>
public sealed record CountPatrols(DateOnly From, DateOnly To, OrgLevel Level = OrgLevel.Community) : IQuery<IReadOnlyList<PatrolCount>>
{
    public Permission Permission => Permission.ViewPatrols;
}

public sealed record PatrolCount(string UnitCode, int Patrols, int Findings);

internal sealed class PatrolsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher) :
    IRequestHandler<ListPatrols, ErrorOr<PatrolList>>, IRequestHandler<GetPatrol, ErrorOr<PatrolView>>, IRequestHandler<CountPatrols, ErrorOr<IReadOnlyList<PatrolCount>>>
{
    public async Task<ErrorOr<PatrolList>> Handle(ListPatrols request, CancellationToken cancellationToken)
    {
        var patrols = db.Patrols.Within(user.ScopeFor(request.Permission));
        if (Cursor.Parse(request.After) is { } after)
            patrols = patrols.Where(p => p.StartedAt < after.At || (p.StartedAt == after.At && p.Id.CompareTo(after.Id) < 0));
        var rows = await patrols.OrderByDescending(p => p.StartedAt).ThenByDescending(p => p.Id).Take(Page<PatrolRow>.Size + 1)
            .Select(p => new
            {
                Patrol = p,
                Name = db.People.Where(x => x.Id == p.PersonId).Select(x => x.Name).FirstOrDefault(),
                Findings = db.GridReports.Count(r => r.PatrolId == p.Id),
            }).AsNoTracking().ToListAsync(cancellationToken);
        var page = rows.ToPage(r => new Cursor(r.Patrol.StartedAt, r.Patrol.Id));
        return new PatrolList(
            await db.OpenPatrolOfAsync(user.PersonId, cancellationToken),
            new([.. page.Items.Select(r => new PatrolRow(
                r.Patrol.Id, r.Patrol.UnitCode, cipher.MaskedName(r.Name), r.Patrol.StartedAt, r.Patrol.EndedAt, r.Patrol.EndedByItself, r.Findings))], page.Next));
    }

    public async Task<ErrorOr<PatrolView>> Handle(GetPatrol request, CancellationToken cancellationToken)
    {
        var found = await db.Patrols.Within(user.ScopeFor(request.Permission)).Where(p => p.Id == request.PatrolId)
            .Select(p => new { Patrol = p, Name = db.People.Where(x => x.Id == p.PersonId).Select(x => x.Name).FirstOrDefault() })
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (found is null) return PatrolErrors.NotFound;
        var patrol = found.Patrol;
        var items = await db.PatrolItems.Where(i => i.IsActive || patrol.Looked.Contains(i.Code)).OrderBy(i => i.SortOrder).AsNoTracking().ToListAsync(cancellationToken);
        // Through the reports' own door: what lies with another unit by now is not shown by way of the patrol.
        var findings = await db.GridReports.VisibleTo(user.ScopeFor(Permission.ViewReports), user.PersonId).Where(r => r.PatrolId == patrol.Id)
            .Join(db.ReportCategories, r => r.CategoryCode, c => c.Code, (report, category) => new { report, category })
            .OrderBy(x => x.report.RecordedAt).ThenBy(x => x.report.Id).AsNoTracking().ToListAsync(cancellationToken);
        return new PatrolView(
            patrol.Id, patrol.Version, patrol.UnitCode, cipher.MaskedName(found.Name), patrol.PersonId == user.PersonId,
            patrol.StartedAt, patrol.EndedAt, patrol.EndedByItself, patrol.Note,
            items.ConvertAll(i => new PatrolItemRow(i.Code, new(i.Name, i.NameInEnglish), patrol.Looked.Contains(i.Code))),
            findings.ConvertAll(f => new FindingRow(
                f.report.Id, f.report.Number, f.report.Status, f.report.DueAt, new(f.category.Name, f.category.NameInEnglish), f.report.Description, f.report.Address)));
    }

    public async Task<ErrorOr<IReadOnlyList<PatrolCount>>> Handle(CountPatrols request, CancellationToken cancellationToken)
    {
        var (from, to, length) = (ChinaTime.StartOf(request.From), ChinaTime.StartOf(request.To), OrgCode.LengthOf(request.Level));
        var patrols = db.Patrols.Within(user.ScopeFor(request.Permission)).Where(p => p.StartedAt >= from && p.StartedAt < to);
        var counted = await patrols.GroupBy(p => p.UnitCode.Substring(0, length))
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
        var found = await patrols.Join(db.GridReports, p => p.Id, r => r.PatrolId, (p, r) => p.UnitCode.Substring(0, length))
            .GroupBy(unit => unit).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        return counted.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new PatrolCount(c.Key, c.Count, found.GetValueOrDefault(c.Key))).ToList();
    }
}

internal static class PatrolAccess
{
    /// <summary>Made in a unit of the scope; the street stands beside it, because the index carries it with the order.</summary>
    public static IQueryable<Patrol> Within(this IQueryable<Patrol> patrols, Scope scope)
    {
        if (scope.Areas(OrgLevel.District).Length > 0) return patrols;
        var areas = scope.Units.Where(OrgCode.IsArea).ToList();
        if (areas.Count == 0) return patrols.Where(_ => false);
        var streets = areas.Select(a => OrgCode.AncestorAt(a, OrgLevel.Street)!).Distinct(StringComparer.Ordinal).ToArray();
        var patrol = Expression.Parameter(typeof(Patrol), "p");
        var unit = Expression.Property(patrol, nameof(Patrol.UnitCode));
        var startsWith = typeof(string).GetMethod(nameof(string.StartsWith), [typeof(string)])!;
        var within = areas.Select(area => (Expression)Expression.Call(unit, startsWith, Expression.Constant(area))).Aggregate(Expression.OrElse);
        return patrols.Where(p => streets.Contains(p.StreetCode)).Where(Expression.Lambda<Func<Patrol, bool>>(within, patrol));
    }
}
