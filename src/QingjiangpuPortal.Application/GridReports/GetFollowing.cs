using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>How many follow a public report, and whether the user's account is one of them.</summary>
public sealed record GetFollowing(string Number) : IQuery<Following>
{
    public Permission Permission => Permission.Anyone;
}

/// <param name="IsPossible">Whether somebody can begin to follow it.</param>
public sealed record Following(int Count, bool IsMine, bool IsPossible);

/// <summary>The report that a private link of a follower leads to.</summary>
public sealed record GetFollowedReport(string Token) : IQuery<FollowedReportView>
{
    public Permission Permission => Permission.Anyone;
}

/// <param name="IsPublic">False when it is not shown in public any more.</param>
/// <param name="Words">What the follower said of it.</param>
public sealed record FollowedReportView(string Number, bool IsPublic, DateTimeOffset FollowedAt, string? Words);

/// <summary>我关注的: the public reports that the account follows, what was followed last on top.</summary>
public sealed record ListFollowedReports(string? After = null) : IQuery<Page<ReportRow>>
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>关注的人说的: for those who handle the report, how many follow it and what they said when they did.</summary>
public sealed record ListFollowerWords(Guid ReportId) : IQuery<FollowerWords>
{
    public const int Most = 50;

    public Permission Permission => Permission.ViewReports;
}

public sealed record FollowerWords(int Followers, IReadOnlyList<FollowerWord> Words);

public sealed record FollowerWord(DateTimeOffset At, string Text);

internal sealed class GetFollowingHandler(PortalDb db, ICurrentUser user, TimeProvider clock) :
    IRequestHandler<GetFollowing, ErrorOr<Following>>,
    IRequestHandler<GetFollowedReport, ErrorOr<FollowedReportView>>,
    IRequestHandler<ListFollowedReports, ErrorOr<Page<ReportRow>>>,
    IRequestHandler<ListFollowerWords, ErrorOr<FollowerWords>>
{
    public async Task<ErrorOr<Following>> Handle(GetFollowing request, CancellationToken cancellationToken)
    {
        if (await db.PublicByNumberAsync(request.Number, cancellationToken) is not { } report) return GridReportErrors.NotFound;
        var followers = db.FollowersOf(report.Id).Where(f => f.EndedAt == null);
        var person = user.PersonId;
        return new Following(
            await followers.Select(f => f.PersonId ?? f.Id).Distinct().CountAsync(cancellationToken),
            person is not null && await followers.AnyAsync(f => f.PersonId == person, cancellationToken), report.CanBeFollowed(clock.GetUtcNow()));
    }

    public async Task<ErrorOr<FollowedReportView>> Handle(GetFollowedReport request, CancellationToken cancellationToken)
    {
        var hash = Hash.Of(request.Token);
        var followed = await db.ReportFollowers.AsNoTracking().Where(f => f.LinkHash == hash)
            .Join(db.GridReports, f => f.ReportId, r => r.Id, (f, r) => new { Follower = f, GoesOnAs = r.PrimaryId ?? r.Id })
            .Join(db.GridReports, f => f.GoesOnAs, r => r.Id, (f, r) => new { f.Follower, Report = r }).SingleOrDefaultAsync(cancellationToken);
        return followed is null ? GridReportErrors.NotFound : new FollowedReportView(
            followed.Report.Number, followed.Report.IsPublic && followed.Report.Status != GridReportStatus.Withdrawn, followed.Follower.FollowedAt, followed.Follower.Words);
    }

    public async Task<ErrorOr<Page<ReportRow>>> Handle(ListFollowedReports request, CancellationToken cancellationToken)
    {
        // A primary once, however many of its parts are followed.
        var mine = db.ReportFollowers.Where(f => f.PersonId == user.PersonId && f.EndedAt == null)
            .Join(db.GridReports, f => f.ReportId, r => r.Id, (f, r) => new { GoesOnAs = r.PrimaryId ?? r.Id, f.FollowedAt })
            .GroupBy(f => f.GoesOnAs).Select(g => new { ReportId = g.Key, FollowedAt = g.Max(f => f.FollowedAt) })
            .Where(f => db.GridReports.Any(r => r.Id == f.ReportId && r.IsPublic && r.Status != GridReportStatus.Withdrawn));
        if (Cursor.Parse(request.After) is { } after)
            mine = mine.Where(f => f.FollowedAt <= after.At && (f.FollowedAt < after.At || f.ReportId < after.Id));
        var followed = await mine.OrderByDescending(f => f.FollowedAt).ThenByDescending(f => f.ReportId).Take(Page<ReportRow>.Size + 1).ToListAsync(cancellationToken);
        var page = followed.ToPage(f => new(f.FollowedAt, f.ReportId));
        var ids = page.Items.Select(f => f.ReportId).ToList();
        var rows = await db.GridReports.Where(r => ids.Contains(r.Id)).Rows(db).ToDictionaryAsync(r => r.Id, cancellationToken);
        return new Page<ReportRow>([.. ids.Select(id => rows[id]).Select(r => r.InPublic())], page.Next);
    }

    public async Task<ErrorOr<FollowerWords>> Handle(ListFollowerWords request, CancellationToken cancellationToken)
    {
        var visible = db.GridReports.VisibleTo(user.ScopeFor(request.Permission), user.PersonId);
        if (!await visible.AnyAsync(r => r.Id == request.ReportId, cancellationToken)) return GridReportErrors.NotFound;
        var followers = db.FollowersOf(request.ReportId);
        return new FollowerWords(
            await followers.Where(f => f.EndedAt == null).Select(f => f.PersonId ?? f.Id).Distinct().CountAsync(cancellationToken),
            await followers.Where(f => f.Words != null).OrderByDescending(f => f.FollowedAt).ThenByDescending(f => f.Id).Take(ListFollowerWords.Most)
                .Select(f => new FollowerWord(f.FollowedAt, f.Words!)).ToListAsync(cancellationToken));
    }
}
