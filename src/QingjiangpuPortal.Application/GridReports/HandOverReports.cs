using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Organization;
using QingjiangpuPortal.Application.Volunteers;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>移交: gives what somebody has in hand by a post that ends to a colleague, or back to the units' queues; one batch.</summary>
/// <param name="ToPersonId">From <see cref="GetPostWork"/>; <c>null</c> for the queues.</param>
/// <returns>How many were handed over; as many as <see cref="BatchSize"/> means that more may be waiting.</returns>
public sealed record HandOverReports(Guid PostId, Guid? ToPersonId) : ICommand<int>, IAbout
{
    public const int BatchSize = 100;

    public Permission Permission => Permission.ManageStaff;
    public AuditSubject? Subject => AuditSubject.Of<Post>(PostId);
}

/// <summary>Puts back into the queues what is in hand of people without a post for it; sent by the portal itself, for posts that ended by date.</summary>
/// <returns>How many; as many as <see cref="HandOverReports.BatchSize"/> means that more may be waiting.</returns>
public sealed record RequeueUnheld : ICommand<int>
{
    public Permission Permission => Permission.System;
}

internal sealed class HandOverHandler(PortalDb db, ICurrentUser user, AuditNote note, TimeProvider clock) :
    IRequestHandler<HandOverReports, ErrorOr<int>>, IRequestHandler<RequeueUnheld, ErrorOr<int>>
{
    public async Task<ErrorOr<int>> Handle(HandOverReports request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var post = await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.PostId, cancellationToken);
        if (post is null || !user.ScopeFor(request.Permission).Covers(post.UnitCode)) return StaffErrors.NotFound;
        if (request.ToPersonId is { } to && !await db.ColleaguesOf(post, today).AnyAsync(p => p.PersonId == to, cancellationToken))
            return Failure.Invalid("Assignee.NotAround", nameof(request.ToPersonId));
        return await MoveAsync(
            db.InHandBy(post, today),
            report => request.ToPersonId is { } colleague ? report.HandOver(colleague, user.Actor, clock.GetUtcNow()) : report.Requeue(user.Actor, clock.GetUtcNow()),
            cancellationToken);
    }

    public Task<ErrorOr<int>> Handle(RequeueUnheld request, CancellationToken cancellationToken) =>
        MoveAsync(db.InHandWithout(ChinaTime.DayOf(clock.GetUtcNow()), except: null), report => report.Requeue(Actor.System, clock.GetUtcNow()), cancellationToken);

    private async Task<ErrorOr<int>> MoveAsync(IQueryable<GridReport> reports, Func<GridReport, ErrorOr<Success>> move, CancellationToken cancellationToken)
    {
        var batch = await reports.OrderBy(r => r.DueAt).ThenBy(r => r.Id).Take(HandOverReports.BatchSize).ToListAsync(cancellationToken);
        foreach (var report in batch)
        {
            note.About(AuditSubject.Of<GridReport>(report.Id), report.ReporterId, report.HandlingUnitCode);
            if (move(report) is { IsError: true } refused) return refused.Errors;
            // Whoever has it next sends volunteers anew.
            await db.EndVolunteerTaskAsync(report.Id, clock.GetUtcNow(), cancellationToken);
        }
        note.NothingDone = batch.Count == 0;
        return batch.Count;
    }
}

/// <summary>What is in hand by a post, and who could take it over.</summary>
public sealed record GetPostWork(Guid PostId) : IQuery<PostWork>
{
    public Permission Permission => Permission.ManageStaff;
}

public sealed record PostWork(int InHand, IReadOnlyList<WorkingColleague> Colleagues);

/// <param name="Name">Masked.</param>
/// <param name="InHand">How many open reports they have already.</param>
public sealed record WorkingColleague(Guid PersonId, string Name, PostKind Kind, string UnitCode, int InHand);

internal sealed class GetPostWorkHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<GetPostWork, ErrorOr<PostWork>>
{
    private const int MaxColleagues = 30;

    public async Task<ErrorOr<PostWork>> Handle(GetPostWork request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var post = await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.PostId, cancellationToken);
        if (post is null || !user.ScopeFor(request.Permission).Covers(post.UnitCode)) return StaffErrors.NotFound;
        var inHand = await db.InHandBy(post, today).CountAsync(cancellationToken);
        if (inHand == 0) return new PostWork(0, []);
        var colleagues = await db.ColleaguesOf(post, today).OrderByDescending(p => p.Kind).ThenBy(p => p.UnitCode).ThenBy(p => p.Id).Take(MaxColleagues)
            .Select(p => new
            {
                p.PersonId,
                p.Kind,
                p.UnitCode,
                Name = db.People.Where(person => person.Id == p.PersonId).Select(person => person.Name).FirstOrDefault(),
                InHand = db.GridReports.Count(r => r.AssigneeId == p.PersonId && r.DueAt != null),
            })
            .AsNoTracking().ToListAsync(cancellationToken);
        return new PostWork(inHand, colleagues.DistinctBy(c => c.PersonId)
            .Select(c => new WorkingColleague(c.PersonId, cipher.MaskedName(c.Name), c.Kind, c.UnitCode, c.InHand)).ToList());
    }
}

internal static class WorkInHand
{
    /// <summary>What the holder has in hand and would have no post for without this one.</summary>
    public static IQueryable<GridReport> InHandBy(this PortalDb db, Post post, DateOnly today) =>
        db.InHandWithout(today, except: post.Id).Where(r => r.AssigneeId == post.PersonId);

    /// <summary>
    /// What is in hand of somebody who holds no post, that one apart, by which it could be assigned to them: in the
    /// department that was asked, or around the handling unit (<see cref="Assignees.PostsAround"/>, seen from the post).
    /// </summary>
    public static IQueryable<GridReport> InHandWithout(this PortalDb db, DateOnly today, Guid? except) =>
        db.GridReports.Where(r => r.AssigneeId != null && r.DueAt != null
            && (r.Status == GridReportStatus.Assigned || r.Status == GridReportStatus.InProgress || r.Status == GridReportStatus.Suspended)
            && !db.Posts.Any(p => p.PersonId == r.AssigneeId && p.Id != except && p.ValidFrom <= today && (p.ValidTo == null || p.ValidTo > today)
                && (p.Kind == PostKind.DepartmentOfficer
                    ? p.UnitCode == r.AssigneeUnitCode
                    : (p.Kind == PostKind.MicroGridLeader || p.Kind == PostKind.GridWorker) && p.UnitCode.StartsWith(r.HandlingGridCode ?? r.HandlingUnitCode)
                        // An officer of the unit, or of one above it, who took up what was in hand of nobody.
                        || (p.Kind == PostKind.CommunityOfficer || p.Kind == PostKind.StreetOfficer || p.Kind == PostKind.DistrictOfficer) && r.HandlingUnitCode.StartsWith(p.UnitCode))));

    /// <summary>Who could have been assigned the same: of the same department, or around the same unit.</summary>
    public static IQueryable<Post> ColleaguesOf(this PortalDb db, Post post, DateOnly today) =>
        (post.Kind == PostKind.DepartmentOfficer
            ? db.Posts.HeldOn(today).Where(p => p.UnitCode == post.UnitCode && p.Kind == post.Kind)
            : db.PostsAround(post.UnitCode, today))
        .Where(p => p.PersonId != post.PersonId);
}
