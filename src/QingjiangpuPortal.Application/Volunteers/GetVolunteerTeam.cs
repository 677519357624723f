using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Volunteers;

namespace QingjiangpuPortal.Application.Volunteers;

/// <summary>The volunteers of a report and how far each is; empty where none were sent.</summary>
public sealed record GetVolunteerTeam(Guid ReportId) : IQuery<IReadOnlyList<TeamMember>>
{
    public Permission Permission => Permission.ViewReports;
}

/// <param name="At">Since when it is so.</param>
/// <param name="Note">Why it was declined, or what was done.</param>
public sealed record TeamMember(Guid PersonId, string Name, VolunteerState State, DateTimeOffset At, string? Note);

/// <summary>Whom one can send to a report: of its grid first, who has least to do on top.</summary>
public sealed record ListVolunteers(Guid ReportId) : IQuery<IReadOnlyList<VolunteerRow>>
{
    public Permission Permission => Permission.SendVolunteers;
}

/// <param name="OpenTasks">How many tasks they are at or asked for.</param>
public sealed record VolunteerRow(Guid PersonId, string Name, string UnitCode, int OpenTasks);

internal sealed class VolunteerTeamHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock) :
    IRequestHandler<GetVolunteerTeam, ErrorOr<IReadOnlyList<TeamMember>>>,
    IRequestHandler<ListVolunteers, ErrorOr<IReadOnlyList<VolunteerRow>>>
{
    private const int Most = 20;

    public async Task<ErrorOr<IReadOnlyList<TeamMember>>> Handle(GetVolunteerTeam request, CancellationToken cancellationToken)
    {
        if (!await Visible(request.Permission, request.ReportId).AnyAsync(cancellationToken)) return GridReportErrors.NotFound;
        var places = await db.VolunteerTasks.Where(t => t.ReportId == request.ReportId)
            .Join(db.VolunteerPlaces, t => t.Id, p => p.TaskId, (t, p) => p)
            .OrderBy(p => p.AskedAt).ThenBy(p => p.Id)
            .Select(p => new { Place = p, Name = db.People.Where(x => x.Id == p.PersonId).Select(x => x.Name).FirstOrDefault() })
            .AsNoTracking().ToListAsync(cancellationToken);
        return places.ConvertAll(p => new TeamMember(p.Place.PersonId, NameOf(p.Name), p.Place.State, p.Place.Since(), p.Place.Note));
    }

    public async Task<ErrorOr<IReadOnlyList<VolunteerRow>>> Handle(ListVolunteers request, CancellationToken cancellationToken)
    {
        var report = await Visible(request.Permission, request.ReportId).Select(r => new { r.PlaceCode, r.CategoryCode }).SingleOrDefaultAsync(cancellationToken);
        if (report is null) return GridReportErrors.NotFound;
        if (ReportCategory.IsDispute(report.CategoryCode)) return Array.Empty<VolunteerRow>();
        var asked = db.OpenTaskOf(request.ReportId).Join(db.VolunteerPlaces, t => t.Id, p => p.TaskId, (t, p) => p.PersonId);
        var rows = await db.VolunteersAround(report.PlaceCode, ChinaTime.DayOf(clock.GetUtcNow()))
            .Where(p => !asked.Contains(p.PersonId))
            .Select(p => new
            {
                p.PersonId,
                p.UnitCode,
                Name = db.People.Where(x => x.Id == p.PersonId).Select(x => x.Name).FirstOrDefault(),
                Open = db.VolunteerPlaces.Count(v => v.PersonId == p.PersonId && v.State != VolunteerState.Done && v.State != VolunteerState.Declined
                    && db.VolunteerTasks.Any(t => t.Id == v.TaskId && t.EndedAt == null)),
            })
            .OrderBy(p => p.Open).ThenByDescending(p => p.UnitCode.Length).ThenBy(p => p.PersonId).Take(Most).AsNoTracking().ToListAsync(cancellationToken);
        return rows.DistinctBy(p => p.PersonId).Select(p => new VolunteerRow(p.PersonId, NameOf(p.Name), p.UnitCode, p.Open)).ToList();
    }

    private IQueryable<GridReport> Visible(Permission permission, Guid id) =>
        db.GridReports.VisibleTo(user.ScopeFor(permission), user.PersonId).Where(r => r.Id == id);

    private string NameOf(Protected? name) => name is null ? "" : cipher.Show(name, PersonalDataKind.Name, Onlooker.Colleague);
}

internal static class PlaceTimes
{
    /// <summary>When the last step was taken.</summary>
    public static DateTimeOffset Since(this VolunteerPlace place) => place.DoneAt ?? place.ArrivedAt ?? place.AnsweredAt ?? place.AskedAt;
}
