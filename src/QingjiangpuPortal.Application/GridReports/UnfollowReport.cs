using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.GridReports;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>取消关注, by the private link or by account. What was said of the matter stays, without whoever said it.</summary>
/// <param name="Token">The private link's; otherwise the account's own by <paramref name="Number"/>.</param>
public sealed record UnfollowReport(string? Token, string? Number) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.Anyone;
    public AuditSubject? Subject => ReportNumber.TryParse(Number, out _) ? AuditSubject.Of<GridReport>(Number!.Trim()) : null;
}

internal sealed class UnfollowReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : IRequestHandler<UnfollowReport, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(UnfollowReport request, CancellationToken cancellationToken)
    {
        var followers = await db.FollowersAsync(user, request.Token, request.Number, cancellationToken);
        if (followers.Count == 0) return GridReportErrors.NotFound;
        foreach (var follower in followers)
        {
            audit.About(AuditSubject.Of<GridReport>(follower.ReportId));
            db.EndFollowing(follower, clock.GetUtcNow());
        }
        return Result.Success;
    }
}

internal static class Followers
{
    /// <summary>Who follows a report: whoever chose it, and as long as others are a part of it whoever chose one of those. Nobody is moved, so that each has their own again when it is unmerged.</summary>
    public static IQueryable<ReportFollower> FollowersOf(this PortalDb db, Guid reportId) =>
        db.GridReports.Where(r => r.Id == reportId || r.PrimaryId == reportId).Join(db.ReportFollowers, r => r.Id, f => f.ReportId, (_, f) => f);

    /// <summary>The row of whoever holds the link; or the user's account's of that report and of what is a part of it.</summary>
    public static async Task<List<ReportFollower>> FollowersAsync(
        this PortalDb db, ICurrentUser user, string? token, string? number, CancellationToken cancellationToken)
    {
        if (token is not null)
        {
            var hash = Hash.Of(token);
            return await db.ReportFollowers.Where(f => f.LinkHash == hash).ToListAsync(cancellationToken);
        }
        if (user.PersonId is not { } person || !ReportNumber.TryParse(number, out var sequence)) return [];
        return await db.ReportFollowers
            .Where(f => f.PersonId == person && db.GridReports.Any(r => r.Id == f.ReportId
                && (r.Sequence == sequence || db.GridReports.Any(primary => primary.Id == r.PrimaryId && primary.Sequence == sequence))))
            .ToListAsync(cancellationToken);
    }

    /// <summary>Who said nothing leaves nothing behind.</summary>
    public static void EndFollowing(this PortalDb db, ReportFollower follower, DateTimeOffset at)
    {
        if (follower.Words is null) db.ReportFollowers.Remove(follower);
        else follower.End(at);
    }
}
