using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.GridReports;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Volunteers;

namespace QingjiangpuPortal.Application.Volunteers;

/// <summary>我的任务, the latest first.</summary>
public sealed record ListMyTasks(string? After) : IQuery<Page<MyTaskRow>>
{
    public Permission Permission => Permission.DoVolunteerTasks;
}

/// <param name="IsNeeded">False once the report is resolved or goes on without volunteers.</param>
/// <param name="About">What it is about; <c>null</c> once it is not theirs any more (<see cref="MyTask"/>).</param>
public sealed record MyTaskRow(Guid TaskId, VolunteerState State, bool IsNeeded, DateTimeOffset AskedAt, TaskHeading? About);

public sealed record TaskHeading(CategoryName Category, string Address);

/// <summary>
/// One task as its volunteer sees it: place and description, with numbers blotted out; nothing of the reporter. Whoever declined, or
/// whose help is not needed any more, sees that there was a task and what they wrote themselves.
/// </summary>
public sealed record GetMyTask(Guid TaskId) : IQuery<MyTask>
{
    public Permission Permission => Permission.DoVolunteerTasks;
}

/// <param name="About">What it is about; <c>null</c> once it is not theirs any more.</param>
public sealed record MyTask(Guid TaskId, uint Version, VolunteerState State, bool IsNeeded, DateTimeOffset AskedAt, string? Said, TaskDetails? About);

/// <param name="Note">What the sender told the volunteers.</param>
/// <param name="Others">How many others are in the team.</param>
public sealed record TaskDetails(
    CategoryName Category, string Description, string Address, string PlaceCode, double Latitude, double Longitude, string? Note, string SentBy, int Others);

internal sealed class MyTasksHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher) :
    IRequestHandler<ListMyTasks, ErrorOr<Page<MyTaskRow>>>,
    IRequestHandler<GetMyTask, ErrorOr<MyTask>>
{
    public async Task<ErrorOr<Page<MyTaskRow>>> Handle(ListMyTasks request, CancellationToken cancellationToken)
    {
        var person = user.PersonId;
        var places = db.VolunteerPlaces.Where(p => p.PersonId == person);
        if (Cursor.Parse(request.After) is { } after)
            places = places.Where(p => p.AskedAt < after.At || (p.AskedAt == after.At && p.Id.CompareTo(after.Id) < 0));
        var rows = await (
            from place in places.OrderByDescending(p => p.AskedAt).ThenByDescending(p => p.Id).Take(Page<MyTaskRow>.Size + 1)
            join task in db.VolunteerTasks on place.TaskId equals task.Id
            join report in db.GridReports.Where(r => !r.CategoryCode.StartsWith(ReportCategory.Disputes)) on task.ReportId equals report.Id
            join category in db.ReportCategories on report.CategoryCode equals category.Code
            orderby place.AskedAt descending, place.Id descending
            select new
            {
                place.Id,
                TaskId = task.Id,
                place.State,
                place.AskedAt,
                IsNeeded = task.EndedAt == null && (report.Status == GridReportStatus.Assigned || report.Status == GridReportStatus.InProgress),
                Category = new CategoryName(category.Name, category.NameInEnglish),
                report.Address,
            }).ToListAsync(cancellationToken);
        var page = rows.ToPage(r => new Cursor(r.AskedAt, r.Id));
        return new Page<MyTaskRow>(
            [.. page.Items.Select(r => new MyTaskRow(r.TaskId, r.State, r.IsNeeded, r.AskedAt, TaskNeeds.IsTheirs(r.IsNeeded, r.State) ? new(r.Category, PublicText.Of(r.Address)) : null))],
            page.Next);
    }

    public async Task<ErrorOr<MyTask>> Handle(GetMyTask request, CancellationToken cancellationToken)
    {
        var person = user.PersonId;
        var found = await (
            from place in db.VolunteerPlaces.Where(p => p.TaskId == request.TaskId && p.PersonId == person)
            join task in db.VolunteerTasks on place.TaskId equals task.Id
            join report in db.GridReports on task.ReportId equals report.Id
            join category in db.ReportCategories on report.CategoryCode equals category.Code
            select new
            {
                place,
                task,
                report,
                category,
                Sender = db.People.Where(x => x.Id == task.SentById).Select(x => x.Name).FirstOrDefault(),
                Others = db.VolunteerPlaces.Count(p => p.TaskId == task.Id && p.Id != place.Id && p.State != VolunteerState.Declined),
            }).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        // What turned out to be a dispute is nobody's but those who mediate it.
        if (found is null || ReportCategory.IsDispute(found.report.CategoryCode)) return VolunteerErrors.NotFound;
        var (mine, about, isNeeded) = (found.place, found.report, found.task.IsNeededFor(found.report));
        return new MyTask(found.task.Id, mine.Version, mine.State, isNeeded, mine.AskedAt, mine.Note, !TaskNeeds.IsTheirs(isNeeded, mine.State) ? null : new(
            new(found.category.Name, found.category.NameInEnglish), PublicText.Of(about.Description), PublicText.Of(about.Address), about.PlaceCode,
            about.Latitude, about.Longitude, found.task.Note, found.Sender is null ? "" : cipher.Show(found.Sender, PersonalDataKind.Name, Onlooker.Colleague), found.Others));
    }
}

internal static class TaskNeeds
{
    /// <summary>Whether what the task is about concerns them: it is going on, and they did not decline.</summary>
    public static bool IsTheirs(bool isNeeded, VolunteerState state) => isNeeded && state.IsTaken();

    public static bool IsNeededFor(this VolunteerTask task, GridReport report) =>
        task.EndedAt is null && !ReportCategory.IsDispute(report.CategoryCode) && report.Status is (GridReportStatus.Assigned or GridReportStatus.InProgress);
}
