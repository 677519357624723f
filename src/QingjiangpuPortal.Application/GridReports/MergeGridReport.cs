using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Application.Deadlines;
using QingjiangpuPortal.Application.Volunteers;
using QingjiangpuPortal.Domain.GridReports;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.GridReports;

/// <summary>并案: the report goes on as part of a primary one, and with it what was merged into it before.</summary>
/// <param name="Primary">The primary report's number.</param>
public sealed record MergeGridReport(Guid ReportId, uint Version, string? Primary, string? Note) : IReportCommand
{
    public Permission Permission => Permission.MergeReports;
}

internal sealed class MergeGridReportValidator : AbstractValidator<MergeGridReport>
{
    public MergeGridReportValidator()
    {
        RuleFor(x => x.Primary).NotEmpty().WithErrorCode("Merge.PrimaryMissing");
        RuleFor(x => x.Note).Note();
    }
}

internal static class Merging
{
    /// <summary>
    /// Merges reports, and hands on to the primary what had been merged into them. However many come along or came before, it asks as many questions,
    /// and none about all who follow the primary: merging five thousand one by one costs five thousand times one.
    /// </summary>
    public static async ValueTask<ErrorOr<Success>> MergeAsync(
        this PortalDb db, IReadOnlyList<GridReport> reports, GridReport primary, Actor by, string? note, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var report in reports)
            if (report.MergeInto(primary, by, note, at) is { IsError: true } refused) return refused;
        // Compared with its version at the save: it must not be closed, or merged itself, at the same moment.
        db.Entry(primary).Property(r => r.Status).IsModified = true;
        var ids = reports.Select(r => r.Id).ToList();
        foreach (var task in await db.VolunteerTasks.Where(t => ids.Contains(t.ReportId) && t.EndedAt == null).ToListAsync(cancellationToken)) task.End(at);
        foreach (var earlier in await db.GridReports.Where(r => r.PrimaryId != null && ids.Contains(r.PrimaryId.Value)).ToListAsync(cancellationToken)) earlier.FollowTo(primary);
        await db.LetReportersFollowAsync(reports, ids, primary, at, cancellationToken);
        return Result.Success;
    }

    /// <summary>
    /// Who follows a merged report hears of the primary from now on (<see cref="Followers.FollowersOf"/>); so does its reporter, by
    /// account, or by the number that was left, and the private link opens what is followed.
    /// </summary>
    private static async Task LetReportersFollowAsync(
        this PortalDb db, IReadOnlyList<GridReport> reports, List<Guid> ids, GridReport primary, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var byAccount = reports.Where(r => r.ReporterId is { } reporter && reporter != primary.ReporterId).ToList();
        var accounts = byAccount.ConvertAll(r => r.ReporterId);
        var following = (await db.ReportFollowers.Where(f => ids.Contains(f.ReportId) && accounts.Contains(f.PersonId))
            .Select(f => new { f.ReportId, f.PersonId }).ToListAsync(cancellationToken)).ConvertAll(f => (f.ReportId, f.PersonId)).ToHashSet();
        foreach (var report in byAccount.Where(r => !following.Contains((r.Id, r.ReporterId))))
            db.ReportFollowers.Add(ReportFollower.ByAccount(Guid.CreateVersion7(), report.Id, report.ReporterId!.Value, at));

        var byNumber = reports.Where(r => r is { ReporterId: null, ContactPhone: not null }).ToList();
        var links = byNumber.ConvertAll(r => r.LinkHash);
        var known = await db.ReportFollowers.Where(f => f.LinkHash != null && links.Contains(f.LinkHash)).Select(f => f.LinkHash!).ToListAsync(cancellationToken);
        foreach (var report in byNumber.Where(r => !known.Exists(link => link.AsSpan().SequenceEqual(r.LinkHash))))
        {
            var follower = ReportFollower.ByLink(Guid.CreateVersion7(), report.Id, report.LinkHash, at);
            follower.Say(words: null, report.ContactPhone);
            db.ReportFollowers.Add(follower);
        }
    }

    /// <summary>撤销并案. Who followed it follows it alone again; whoever filed it is told of their own report anyhow.</summary>
    public static async ValueTask<ErrorOr<Success>> UnmergeAsync(
        this PortalDb db, ReportClocks clocks, GridReport report, Actor by, string? note, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var released = report.Unmerge(await clocks.OfAsync(report, cancellationToken), by, note, at);
        if (released.IsError) return released;
        await db.EndReporterFollowingAsync(report, report.ReporterId, at, cancellationToken);
        return released;
    }

    /// <summary>Whoever filed a merged report, and so follows its primary, no longer does.</summary>
    /// <param name="reporter">The account that filed it; <c>null</c> without one.</param>
    public static async Task EndReporterFollowingAsync(this PortalDb db, GridReport report, Guid? reporter, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var own = db.ReportFollowers.Where(f => f.ReportId == report.Id && (f.LinkHash == report.LinkHash || (f.PersonId != null && f.PersonId == reporter)));
        foreach (var follower in await own.ToListAsync(cancellationToken)) db.EndFollowing(follower, at);
    }

    /// <summary>What was merged into a report that ends without having been handled stands on its own again.</summary>
    public static async ValueTask<ErrorOr<Success>> ReleaseMergedAsync(
        this PortalDb db, ReportClocks clocks, GridReport primary, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var merged in await db.GridReports.Where(r => r.PrimaryId == primary.Id).ToListAsync(cancellationToken))
            if (await db.UnmergeAsync(clocks, merged, Actor.System, note: null, at, cancellationToken) is { IsError: true } refused) return refused;
        return Result.Success;
    }
}

internal sealed class MergeGridReportHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : ReportCommandHandler<MergeGridReport>(db, user, clock, audit)
{
    private readonly ICurrentUser user = user;

    protected override async ValueTask<ErrorOr<Success>> ActAsync(GridReport report, MergeGridReport command, Actor by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!ReportNumber.TryParse(command.Primary, out var sequence)) return GridReportErrors.PrimaryNotPossible;
        var primary = await Db.GridReports.HandledWithin(user.ScopeFor(command.Permission)).SingleOrDefaultAsync(r => r.Sequence == sequence, cancellationToken);
        if (primary is null || !ReportNumber.AreEqual(command.Primary!, primary.Number)) return GridReportErrors.PrimaryNotPossible;
        return await Db.MergeAsync([report], primary, by, command.Note, at, cancellationToken);
    }
}
