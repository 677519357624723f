using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>派遣: hands an accepted report to a person who holds a post around it, or to a department of its street or the district.</summary>
/// <param name="Assignee">From <see cref="ListAssignees"/>: a person's id or a department's code.</param>
public sealed record AssignGridReport(Guid ReportId, uint Version, string? Assignee, string? Note) : ICommand<Success>
{
    public Permission Permission => Permission.AssignReports;
}

internal sealed class AssignGridReportValidator : AbstractValidator<AssignGridReport>
{
    public AssignGridReportValidator()
    {
        RuleFor(x => x.Assignee).NotEmpty().WithErrorCode("Assignee.Missing");
        RuleFor(x => x.Note).Note();
    }
}

internal sealed class AssignGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<AssignGridReport, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(AssignGridReport request, CancellationToken cancellationToken)
    {
        var report = await db.ForChangeAsync(user, request.Permission, request.ReportId, request.Version, cancellationToken);
        if (report.IsError) return report.Errors;
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var isPerson = Guid.TryParse(request.Assignee, out var personId);
        var isPossible = isPerson
            ? await db.PostsAround(report.Value.HandlingUnitCode, today).AnyAsync(p => p.PersonId == personId, cancellationToken)
            : await db.DepartmentsAround(report.Value.HandlingUnitCode, today).AnyAsync(u => u.Code == request.Assignee, cancellationToken);
        if (!isPossible) return Failure.Invalid("Assignee.NotAround", nameof(request.Assignee));
        return report.Value.AssignTo(isPerson ? personId : null, isPerson ? null : request.Assignee, user.Actor, request.Note, clock.GetUtcNow());
    }
}

/// <summary>To whom a report of a unit can be assigned.</summary>
internal static class Assignees
{
    /// <summary>Posts of leaders and workers in the unit, below it and in its grid.</summary>
    public static IQueryable<Post> PostsAround(this PortalDb db, string handlingUnitCode, DateOnly today)
    {
        var area = OrgCode.AreaOf(handlingUnitCode);
        var around = OrgCode.AncestorAt(area, OrgLevel.Grid) ?? area;
        return db.Posts.Where(p => p.UnitCode.StartsWith(around)
            && (p.Kind == PostKind.MicroGridLeader || p.Kind == PostKind.GridWorker)
            && p.ValidFrom <= today && (p.ValidTo == null || p.ValidTo > today));
    }

    /// <summary>Departments of the district and of the unit's street.</summary>
    public static IQueryable<OrgUnit> DepartmentsAround(this PortalDb db, string handlingUnitCode, DateOnly today)
    {
        var district = OrgCode.AncestorAt(handlingUnitCode, OrgLevel.District);
        var street = OrgCode.AncestorAt(handlingUnitCode, OrgLevel.Street);
        return db.OrgUnits.Where(u => u.Kind == OrgUnitKind.Department && (u.ParentCode == district || u.ParentCode == street)
            && u.ValidFrom <= today && (u.ValidTo == null || u.ValidTo > today));
    }
}
