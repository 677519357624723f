using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Application.Notifications;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Notifications;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Volunteers;

namespace QingjiangpuPortal.Application.Volunteers;

/// <summary>志愿者派单: asks volunteers around a report to help; used again, it fills the places of those who declined.</summary>
public sealed record SendVolunteers(Guid ReportId, uint Version, IReadOnlyList<Guid> Volunteers, string? Note) : IReportCommand
{
    public Permission Permission => Permission.SendVolunteers;
}

internal sealed class SendVolunteersValidator : AbstractValidator<SendVolunteers>
{
    public SendVolunteersValidator()
    {
        RuleFor(x => x.Volunteers).NotEmpty().WithErrorCode("Volunteer.Missing");
        RuleFor(x => x.Volunteers).Team();
        RuleFor(x => x.Note).Note();
    }
}

internal sealed class SendVolunteersHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<SendVolunteers>(db, user, clock, audit)
{
    protected override async ValueTask<ErrorOr<Success>> ActAsync(
        GridReport report, SendVolunteers command, Actor by, DateTimeOffset at, CancellationToken cancellationToken) =>
        await Db.SendVolunteersAsync(report, command.Volunteers, command.Note, by, at, cancellationToken);
}

internal static class Teams
{
    public static void Team<T>(this IRuleBuilderInitial<T, IReadOnlyList<Guid>?> field) =>
        field.Must(team => team is null || team.Count <= VolunteerTask.LargestTeam).WithErrorCode("Volunteer.TeamFull").WithState(_ => VolunteerTask.LargestTeam);

    /// <summary>Those of the report's grid and of its community.</summary>
    public static IQueryable<Post> VolunteersAround(this PortalDb db, string placeCode, DateOnly today)
    {
        var grid = OrgCode.AncestorAt(placeCode, OrgLevel.Grid);
        var community = OrgCode.AncestorAt(placeCode, OrgLevel.Community);
        return db.Posts.HeldOn(today).Where(p => p.Kind == PostKind.Volunteer && (p.UnitCode == grid || p.UnitCode == community));
    }

    /// <summary>The task of a report that goes on; there is one at most.</summary>
    public static IQueryable<VolunteerTask> OpenTaskOf(this PortalDb db, Guid reportId) =>
        db.VolunteerTasks.Where(t => t.ReportId == reportId && t.EndedAt == null);

    public static async Task<ErrorOr<Success>> SendVolunteersAsync(
        this PortalDb db, GridReport report, IReadOnlyList<Guid> volunteers, string? note, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Whoever helps with a dispute would learn whose it is.
        if (ReportCategory.IsDispute(report.CategoryCode)) return VolunteerErrors.NotForDisputes;
        volunteers = [.. volunteers.Distinct()];
        var around = await db.VolunteersAround(report.PlaceCode, ChinaTime.DayOf(at)).Where(p => volunteers.Contains(p.PersonId))
            .Select(p => p.PersonId).Distinct().CountAsync(cancellationToken);
        if (around != volunteers.Count) return VolunteerErrors.NotAround;
        if (report.SendVolunteers(by, note, at) is { IsError: true } refused) return refused;

        var task = await db.OpenTaskOf(report.Id).SingleOrDefaultAsync(cancellationToken);
        if (task is null) db.VolunteerTasks.Add(task = VolunteerTask.Send(Guid.CreateVersion7(), report.Id, by.PersonId!.Value, note, at));
        var team = await db.VolunteerPlaces.Where(p => p.TaskId == task.Id).ToListAsync(cancellationToken);
        foreach (var volunteer in volunteers)
        {
            var asked = task.Ask(OrderedId.Next(at), volunteer, team, by.PersonId!.Value, at);
            if (asked.IsError) return asked.Errors;
            team.Add(asked.Value);
            db.VolunteerPlaces.Add(asked.Value);
            db.Tell(NotificationKind.VolunteerAsked, Audience.Person(volunteer), AuditSubject.Of<VolunteerTask>(task.Id), by.PersonId, at,
                new(StringComparer.Ordinal) { ["number"] = report.Number });
        }
        return Result.Success;
    }

    public static async Task EndVolunteerTaskAsync(this PortalDb db, Guid reportId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await db.OpenTaskOf(reportId).SingleOrDefaultAsync(cancellationToken) is { } task) task.End(at);
    }
}
