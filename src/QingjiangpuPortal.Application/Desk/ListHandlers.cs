using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Desk;

/// <summary>Leaders and workers within the user's scope, for whom the list can be narrowed; of a large scope those of one unit.</summary>
public sealed record ListHandlers(string? Unit) : IQuery<IReadOnlyList<ColleagueRow>>
{
    public Permission Permission => Permission.ViewReports;
}

internal sealed class ListHandlersHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock) : IRequestHandler<ListHandlers, ErrorOr<IReadOnlyList<ColleagueRow>>>
{
    private const int MostShown = 200;

    public async Task<ErrorOr<IReadOnlyList<ColleagueRow>>> Handle(ListHandlers request, CancellationToken cancellationToken)
    {
        // A department's people handle elsewhere: they narrow by themselves or nobody.
        var areas = user.ScopeFor(request.Permission).Units.Where(OrgCode.IsArea).ToList();
        if (request.Unit is { } unit) areas = areas.Exists(area => OrgCode.Covers(area, unit)) ? [unit] : [.. areas.Where(area => OrgCode.Covers(unit, area))];
        var rows = new List<ColleagueRow>();
        foreach (var area in areas)
        {
            var people = await db.Posts.HeldOn(ChinaTime.DayOf(clock.GetUtcNow()))
                .Where(p => p.UnitCode.StartsWith(area) && (p.Kind == PostKind.MicroGridLeader || p.Kind == PostKind.GridWorker))
                .Join(db.People, p => p.PersonId, p => p.Id, (post, person) => new { person.Id, person.Name, post.Kind, post.UnitCode })
                .OrderBy(p => p.UnitCode.Length).ThenBy(p => p.UnitCode).ThenBy(p => p.Id).Take(MostShown - rows.Count).ToListAsync(cancellationToken);
            rows.AddRange(people.Select(p => new ColleagueRow(p.Id, p.Name is null ? "" : cipher.Show(p.Name, PersonalDataKind.Name, Onlooker.Colleague), p.Kind, p.UnitCode)));
        }
        return rows;
    }
}
