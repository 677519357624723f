using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Volunteers;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Volunteers;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>派遣: hands an accepted report to a person who holds a post around it, or to a department of its street or the district.</summary>
/// <param name="Assignee">From <see cref="ListAssignees"/>: a person's id or a department's code.</param>
/// <param name="Volunteers">A team that is sent at once; whoever it is assigned to answers for it.</param>
public sealed record AssignGridReport(Guid ReportId, uint Version, string? Assignee, string? Note, IReadOnlyList<Guid>? Volunteers = null) : IReportCommand
{
    public Permission Permission => Permission.AssignReports;
}

internal sealed class AssignGridReportValidator : AbstractValidator<AssignGridReport>
{
    public AssignGridReportValidator()
    {
        RuleFor(x => x.Assignee).NotEmpty().WithErrorCode("Assignee.Missing");
        RuleFor(x => x.Note).Note();
        RuleFor(x => x.Volunteers).Team();
    }
}

internal sealed class AssignGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<AssignGridReport>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(
        GridReport report, AssignGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(at);
        var isPerson = Guid.TryParse(command.Assignee, out var personId);
        var isPossible = isPerson
            ? await Db.PostsAround(report.HandlingUnitCode, today).AnyAsync(p => p.PersonId == personId, cancellationToken)
            : await Db.DepartmentsAround(report.HandlingUnitCode, today).AnyAsync(u => u.Code == command.Assignee, cancellationToken);
        if (!isPossible) return Failure.Invalid("Assignee.NotAround", nameof(command.Assignee));
        var assigned = report.AssignTo(isPerson ? personId : null, isPerson ? null : command.Assignee, by, command.Note, at);
        if (assigned.IsError || command.Volunteers is not { Count: > 0 } volunteers) return assigned;
        return isPerson ? await Db.SendVolunteersAsync(report, volunteers, command.Note, by, at, cancellationToken) : VolunteerErrors.NeedsLeader;
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
        return db.Posts.HeldOn(today).Where(p => p.UnitCode.StartsWith(around) && (p.Kind == PostKind.MicroGridLeader || p.Kind == PostKind.GridWorker));
    }

    /// <summary>Departments of the district and of the unit's street.</summary>
    public static IQueryable<OrgUnit> DepartmentsAround(this PortalDb db, string handlingUnitCode, DateOnly today)
    {
        var district = OrgCode.AncestorAt(handlingUnitCode, OrgLevel.District);
        var street = OrgCode.AncestorAt(handlingUnitCode, OrgLevel.Street);
        return db.OrgUnits.ValidOn(today).Where(u => u.Kind == OrgUnitKind.Department && (u.ParentCode == district || u.ParentCode == street));
    }
}
