using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Desk;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Desk;

/// <summary>Which reports: those that were ticked, or all that a filter finds.</summary>
/// <param name="Matching">Narrows the user's list; <c>null</c> when <paramref name="Ids"/> are meant.</param>
public sealed record BulkSelection(IReadOnlyList<Guid> Ids, ReportFilter? Matching);

/// <summary>What the form of a bulk act shows before it is sent: which reports, the first of them, and to whom they can go.</summary>
public sealed record PrepareBulkAct(BulkActKind Kind, BulkSelection Selection) : IQuery<BulkPreview>
{
    public Permission Permission => Permission.ViewReports;
}

/// <param name="Ids">What the form sends, the latest first; at most one more than <see cref="BulkAct.MaxRows"/>, which is too many.</param>
public sealed record BulkPreview(IReadOnlyList<Guid> Ids, IReadOnlyList<ReportRow> First, IReadOnlyList<AssigneeRow> Assignees);

/// <summary>The user's own bulk acts, the latest first.</summary>
public sealed record ListBulkActs(string? After = null) : IQuery<Page<BulkActRowOfList>>
{
    public Permission Permission => Permission.ViewReports;
}

public sealed record BulkActRowOfList(Guid Id, BulkActKind Kind, int Count, int Done, int Refused, DateTimeOffset StartedAt, DateTimeOffset? CancelledAt, DateTimeOffset? FinishedAt);

/// <summary>One of the user's own bulk acts, how far it is, and its rows.</summary>
/// <param name="After">The last position of the page before.</param>
public sealed record GetBulkAct(Guid Id, BulkRowState? State = null, int? After = null) : IQuery<BulkActView>
{
    public const int PageSize = 50;

    public Permission Permission => Permission.ViewReports;
}

public sealed record BulkActView(
    Guid Id, BulkActKind Kind, string? AssigneeName, string? Primary, string? Note, DateTimeOffset StartedAt, DateTimeOffset? CancelledAt, DateTimeOffset? FinishedAt,
    int Count, int Done, int Refused, int Cancelled, IReadOnlyList<BulkResultRow> Rows, int? Next)
{
    public int Pending => Count - Done - Refused - Cancelled;
}

/// <param name="Number"><c>null</c>, like the text, where the user cannot see the report any more.</param>
/// <param name="Refusal">Why it was refused.</param>
public sealed record BulkResultRow(int Position, Guid ReportId, string? Number, string? Description, BulkRowState State, Error? Refusal, DateTimeOffset? At);

internal sealed class BulkActViewsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock) :
    IRequestHandler<PrepareBulkAct, ErrorOr<BulkPreview>>, IRequestHandler<ListBulkActs, ErrorOr<Page<BulkActRowOfList>>>, IRequestHandler<GetBulkAct, ErrorOr<BulkActView>>
{
    private const int MostShown = 5;
    private const int MostPeople = 200;

    public async Task<ErrorOr<BulkPreview>> Handle(PrepareBulkAct request, CancellationToken cancellationToken)
    {
        if (!user.May(BulkPermissions.Of(request.Kind))) return AccessErrors.Forbidden;
        var (scope, now) = (user.ScopeFor(request.Permission), clock.GetUtcNow());
        var chosen = request.Selection.Matching is { } filter
            ? db.Matching(filter, now).HandledWithin(scope)
            : db.GridReports.VisibleTo(scope, user.PersonId).Where(r => request.Selection.Ids.Contains(r.Id));
        var frozen = await chosen.InOrder(ReportOrder.LatestFirst, after: null, before: null).Take(BulkAct.MaxRows + 1)
            .Select(r => new { r.Id, r.HandlingUnitCode }).ToListAsync(cancellationToken);
        var shown = frozen.Take(MostShown).Select(r => r.Id).ToList();
        var first = await db.GridReports.Where(r => shown.Contains(r.Id)).InOrder(ReportOrder.LatestFirst, after: null, before: null).Rows(db).ToListAsync(cancellationToken);
        var units = request.Kind == BulkActKind.Assign ? frozen.Select(r => r.HandlingUnitCode).Distinct(StringComparer.Ordinal).ToList() : [];
        return new BulkPreview(frozen.ConvertAll(r => r.Id), first, units.Count == 0 ? [] : await AssigneesAsync(units, ChinaTime.DayOf(now), cancellationToken));
    }

    public async Task<ErrorOr<Page<BulkActRowOfList>>> Handle(ListBulkActs request, CancellationToken cancellationToken)
    {
        var me = user.PersonId;
        var acts = db.BulkActs.Where(a => a.PersonId == me);
        if (Cursor.Parse(request.After) is { } after) acts = acts.Where(a => a.StartedAt <= after.At && (a.StartedAt < after.At || a.Id < after.Id));
        var rows = await acts.OrderByDescending(a => a.StartedAt).ThenByDescending(a => a.Id).Take(Page<BulkActRowOfList>.Size + 1)
            .Select(a => new BulkActRowOfList(
                a.Id, a.Kind, a.Count, db.BulkActRows.Count(r => r.BulkActId == a.Id && r.State == BulkRowState.Done),
                db.BulkActRows.Count(r => r.BulkActId == a.Id && r.State == BulkRowState.Refused), a.StartedAt, a.CancelledAt, a.FinishedAt))
            .ToListAsync(cancellationToken);
        return rows.ToPage(r => new(r.StartedAt, r.Id));
    }

    public async Task<ErrorOr<BulkActView>> Handle(GetBulkAct request, CancellationToken cancellationToken)
    {
        var me = user.PersonId;
        if (await db.BulkActs.AsNoTracking().SingleOrDefaultAsync(a => a.Id == request.Id && a.PersonId == me, cancellationToken) is not { } act) return BulkActErrors.NotFound;
        var all = db.BulkActRows.AsNoTracking().Where(r => r.BulkActId == act.Id);
        var counts = await all.GroupBy(r => r.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
        // Before the worker takes notice, what is called off waits for nothing any more.
        var cancelled = counts.GetValueOrDefault(BulkRowState.Cancelled) + (act.CancelledAt is null ? 0 : counts.GetValueOrDefault(BulkRowState.Pending));
        var shown = (request.State is { } state ? all.Where(r => r.State == state) : all).Where(r => r.Position > (request.After ?? -1)).OrderBy(r => r.Position).Take(GetBulkAct.PageSize + 1);
        var visible = db.GridReports.VisibleTo(user.ScopeFor(request.Permission), me);
        var rows = await shown.GroupJoin(visible, row => row.ReportId, report => report.Id, (row, reports) => new { Row = row, Reports = reports })
            .SelectMany(x => x.Reports.DefaultIfEmpty(), (x, report) => new { x.Row, Sequence = (long?)report!.Sequence, RecordedAt = (DateTimeOffset?)report.RecordedAt, report.Description })
            .OrderBy(x => x.Row.Position).ToListAsync(cancellationToken);
        var hasMore = rows.Count > GetBulkAct.PageSize;
        if (hasMore) rows.RemoveAt(GetBulkAct.PageSize);
        return new BulkActView(
            act.Id, act.Kind, await AssigneeNameAsync(act.Assignee, cancellationToken), act.Primary, act.Note, act.StartedAt, act.CancelledAt, act.FinishedAt,
            act.Count, counts.GetValueOrDefault(BulkRowState.Done), counts.GetValueOrDefault(BulkRowState.Refused), cancelled,
            rows.ConvertAll(x => new BulkResultRow(
                x.Row.Position, x.Row.ReportId, x.Sequence is { } sequence ? ReportNumber.Format(ChinaTime.DayOf(x.RecordedAt!.Value).Year, sequence) : null, x.Description,
                x.Row.State == BulkRowState.Pending && act.CancelledAt is not null ? BulkRowState.Cancelled : x.Row.State,
                x.Row.Refusal is { } refusal ? Refusals.Read(refusal) : null, x.Row.At)),
            hasMore ? rows[^1].Row.Position : null);
    }

    /// <summary>Around the units of all that is chosen; whether one of them can have a certain report is decided with its row.</summary>
    private async Task<IReadOnlyList<AssigneeRow>> AssigneesAsync(List<string> units, DateOnly today, CancellationToken cancellationToken)
    {
        var areas = units.ConvertAll(OrgCode.AreaOf);
        var common = areas.Aggregate((a, b) => CommonArea(a, b));
        var people = await db.PostsAround(common, today)
            .Join(db.People, p => p.PersonId, p => p.Id, (post, person) => new { post.PersonId, post.Kind, post.UnitCode, person.Name })
            .OrderByDescending(p => p.Kind).ThenBy(p => p.UnitCode).Take(MostPeople).ToListAsync(cancellationToken);
        var departments = await db.DepartmentsAround(common, today).OrderByDescending(u => u.Code).Select(u => new AssigneeRow(u.Code, u.Name, null, u.Code)).ToListAsync(cancellationToken);
        return [.. people.Select(p => new AssigneeRow(p.PersonId.ToString(), p.Name is null ? "" : cipher.Show(p.Name, PersonalDataKind.Name, Onlooker.Colleague), p.Kind, p.UnitCode)), .. departments];
    }

    /// <summary>The lowest area in which both lie; areas of the portal lie in one district.</summary>
    private static string CommonArea(string a, string b) =>
        Enum.GetValues<OrgLevel>().Reverse().Select(level => OrgCode.AncestorAt(a, level)).OfType<string>().First(area => b.StartsWith(area, StringComparison.Ordinal));

    private async Task<string?> AssigneeNameAsync(string? assignee, CancellationToken cancellationToken)
    {
        if (assignee is null) return null;
        if (!Guid.TryParse(assignee, out var person)) return await db.OrgUnits.Where(u => u.Code == assignee).Select(u => u.Name).FirstOrDefaultAsync(cancellationToken);
        var name = await db.People.AsNoTracking().Where(p => p.Id == person).Select(p => p.Name).FirstOrDefaultAsync(cancellationToken);
        return name is null ? null : cipher.Show(name, PersonalDataKind.Name, Onlooker.Colleague);
    }
}
