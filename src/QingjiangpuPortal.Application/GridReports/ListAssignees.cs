using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>To whom a report can be assigned: people with posts around it, then departments of its street and the district.</summary>
public sealed record ListAssignees(Guid ReportId) : IQuery<IReadOnlyList<AssigneeRow>>
{
    public Permission Permission => Permission.AssignReports;
}

/// <param name="Value">What <see cref="AssignGridReport.Assignee"/> takes.</param>
/// <param name="Name">A person's name, or a department's.</param>
/// <param name="Post"><c>null</c> for a department.</param>
public sealed record AssigneeRow(string Value, string Name, PostKind? Post, string UnitCode);

internal sealed class ListAssigneesHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<ListAssignees, ErrorOr<IReadOnlyList<AssigneeRow>>>
{
    private const int MaxPeople = 60;

    public async Task<ErrorOr<IReadOnlyList<AssigneeRow>>> Handle(ListAssignees request, CancellationToken cancellationToken)
    {
        var unit = await db.GridReports.VisibleTo(user.ScopeFor(request.Permission), user.PersonId)
            .Where(r => r.Id == request.ReportId).Select(r => r.HandlingUnitCode).SingleOrDefaultAsync(cancellationToken);
        if (unit is null) return GridReportErrors.NotFound;
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var people = await db.PostsAround(unit, today)
            .Join(db.People, p => p.PersonId, p => p.Id, (post, person) => new { post.PersonId, post.Kind, post.UnitCode, person.Name })
            .OrderByDescending(p => p.Kind).ThenBy(p => p.UnitCode).Take(MaxPeople).ToListAsync(cancellationToken);
        var departments = await db.DepartmentsAround(unit, today).OrderByDescending(u => u.Code)
            .Select(u => new AssigneeRow(u.Code, u.Name, null, u.Code)).ToListAsync(cancellationToken);
        return people
            .Select(p => new AssigneeRow(p.PersonId.ToString(), p.Name is null ? "" : cipher.Show(p.Name, PersonalDataKind.Name, Onlooker.Colleague), p.Kind, p.UnitCode))
            .Concat(departments).ToList();
    }
}
