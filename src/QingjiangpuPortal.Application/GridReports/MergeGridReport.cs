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
    /// <summary>Merges a report, and hands on to the primary what had been merged into it.</summary>
    public static async ValueTask<ErrorOr<Success>> MergeAsync(
        this PortalDb db, GridReport report, GridReport primary, Actor by, string? note, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var merged = report.MergeInto(primary, by, note, at);
        if (merged.IsError) return merged;
        // Compared with its version at the save: it must not be closed, or merged itself, at the same moment.
        db.Entry(primary).Property(r => r.Status).IsModified = true;
        await db.EndVolunteerTaskAsync(report.Id, at, cancellationToken);
        foreach (var earlier in await db.GridReports.Where(r => r.PrimaryId == report.Id).ToListAsync(cancellationToken)) earlier.FollowTo(primary);
        await db.LetReporterFollowAsync(report, primary, at, cancellationToken);
        return merged;
    }

    /// <summary>
    /// Who follows the merged report hears of the primary from now on (<see cref="Followers.FollowersOf"/>); so does its reporter, by
    /// account, or by the number that was left, and the private link opens what is followed.
    /// </summary>
    private static async Task LetReporterFollowAsync(this PortalDb db, GridReport report, GridReport primary, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (report.ReporterId is { } reporter)
        {
            if (reporter != primary.ReporterId && !await db.ReportFollowers.AnyAsync(f => f.ReportId == report.Id && f.PersonId == reporter, cancellationToken))
                db.ReportFollowers.Add(ReportFollower.ByAccount(Guid.CreateVersion7(), report.Id, reporter, at));
        }
        else if (report.ContactPhone is { } phone && !await db.ReportFollowers.AnyAsync(f => f.LinkHash == report.LinkHash, cancellationToken))
        {
            var follower = ReportFollower.ByLink(Guid.CreateVersion7(), report.Id, report.LinkHash, at);
            follower.Say(words: null, phone);
            db.ReportFollowers.Add(follower);
        }
    }

    /// <summary>撤销并案. Who followed it follows it alone again; whoever filed it is told of their own report anyhow.</summary>
    public static async ValueTask<ErrorOr<Success>> UnmergeAsync(
        this PortalDb db, ReportClocks clocks, GridReport report, Actor by, string? note, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var released = report.Unmerge(await clocks.OfAsync(report, cancellationToken), by, note, at);
        if (released.IsError) return released;
        var own = db.ReportFollowers.Where(f => f.ReportId == report.Id && (f.LinkHash == report.LinkHash || (f.PersonId != null && f.PersonId == report.ReporterId)));
        foreach (var follower in await own.ToListAsync(cancellationToken)) db.EndFollowing(follower, at);
        return released;
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
        return await Db.MergeAsync(report, primary, by, command.Note, at, cancellationToken);
    }
}
