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
        var follower = await db.FollowerAsync(user, request.Token, request.Number, cancellationToken);
        if (follower is null) return GridReportErrors.NotFound;
        audit.About(AuditSubject.Of<GridReport>(follower.ReportId));
        db.EndFollowing(follower, clock.GetUtcNow());
        return Result.Success;
    }
}

internal static class Followers
{
    /// <summary>The row of whoever holds the link, or of the user's account.</summary>
    public static async Task<ReportFollower?> FollowerAsync(
        this PortalDb db, ICurrentUser user, string? token, string? number, CancellationToken cancellationToken)
    {
        if (token is not null)
        {
            var hash = Hash.Of(token);
            return await db.ReportFollowers.SingleOrDefaultAsync(f => f.LinkHash == hash, cancellationToken);
        }
        if (user.PersonId is not { } person || !ReportNumber.TryParse(number, out var sequence)) return null;
        return await db.ReportFollowers.SingleOrDefaultAsync(
            f => f.PersonId == person && db.GridReports.Any(r => r.Id == f.ReportId && r.Sequence == sequence), cancellationToken);
    }

    /// <summary>Who said nothing leaves nothing behind.</summary>
    public static void EndFollowing(this PortalDb db, ReportFollower follower, DateTimeOffset at)
    {
        if (follower.Words is null) db.ReportFollowers.Remove(follower);
        else follower.End(at);
    }
}
