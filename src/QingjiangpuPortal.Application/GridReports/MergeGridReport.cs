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
        await db.FollowPrimaryAsync(report, primary, at, cancellationToken);
        return merged;
    }

    /// <summary>Who followed the merged report goes on with the primary, and so does its reporter's account.</summary>
    private static async Task FollowPrimaryAsync(this PortalDb db, GridReport report, GridReport primary, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var there = await db.ReportFollowers.Where(f => f.ReportId == primary.Id && f.PersonId != null).Select(f => f.PersonId!.Value).ToListAsync(cancellationToken);
        // What was added in this very command counts, too: several reports of one person may be merged at once.
        var follow = there.Concat(db.ReportFollowers.Local.Where(f => f.ReportId == primary.Id).Select(f => f.PersonId).OfType<Guid>()).ToHashSet();
        foreach (var follower in await db.ReportFollowers.Where(f => f.ReportId == report.Id).ToListAsync(cancellationToken))
        {
            // Whoever followed both follows one of them from now on; what they said goes along.
            if (follower.PersonId is { } person && !follow.Add(person)) follower.End(at);
            follower.GoOnWith(primary.Id);
        }
        if (report.ReporterId is { } reporter && reporter != primary.ReporterId && follow.Add(reporter))
            db.ReportFollowers.Add(ReportFollower.ByAccount(Guid.CreateVersion7(), primary.Id, reporter, at));
        // Without an account, whoever left a number is told by it; the private link opens what is followed, too.
        if (report.ReporterId is null && report.ContactPhone is { } phone && !await db.ReportFollowers.AnyAsync(f => f.LinkHash == report.LinkHash, cancellationToken))
        {
            var follower = ReportFollower.ByLink(Guid.CreateVersion7(), primary.Id, report.LinkHash, at);
            follower.Say(words: null, phone);
            db.ReportFollowers.Add(follower);
        }
    }

    /// <summary>What was merged into a report that ends without having been handled stands on its own again.</summary>
    public static async ValueTask<ErrorOr<Success>> ReleaseMergedAsync(
        this PortalDb db, ReportClocks clocks, GridReport primary, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var merged in await db.GridReports.Where(r => r.PrimaryId == primary.Id).ToListAsync(cancellationToken))
            if (merged.Unmerge(await clocks.OfAsync(merged, cancellationToken), Actor.System, note: null, at) is { IsError: true } refused) return refused;
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
