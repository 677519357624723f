using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Domain.Patrols;

namespace QingjiangpuPortal.Application.Patrols;

/// <summary>开始排查, in a unit of one's own posts.</summary>
/// <param name="UnitCode"><c>null</c> for whoever has one unit only.</param>
public sealed record StartPatrol(string? UnitCode) : ICommand<Guid>, IAboutMyself
{
    public Permission Permission => Permission.MakePatrols;
}

/// <summary>结束排查, with what was looked at and a sentence; without findings nothing was found.</summary>
public sealed record EndPatrol(Guid PatrolId, uint Version, IReadOnlyList<string> Looked, string? Note) : ICommand<Success>, IAbout
{
    public Permission Permission => Permission.MakePatrols;
    public AuditSubject? Subject => AuditSubject.Of<Patrol>(PatrolId);
}

/// <summary>Ends at midnight what was left open; sent by the portal itself.</summary>
/// <returns>How many; as many as <see cref="BatchSize"/> means that more may be waiting.</returns>
public sealed record EndForgottenPatrols : ICommand<int>
{
    public const int BatchSize = 200;

    public Permission Permission => Permission.System;
}

internal sealed class EndPatrolValidator : AbstractValidator<EndPatrol>
{
    public EndPatrolValidator()
    {
        RuleFor(x => x.Looked).NotEmpty().WithErrorCode("Patrol.NothingLookedAt");
        RuleFor(x => x.Note).Note();
    }
}

internal sealed class MakePatrolHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) :
    IRequestHandler<StartPatrol, ErrorOr<Guid>>, IRequestHandler<EndPatrol, ErrorOr<Success>>, IRequestHandler<EndForgottenPatrols, ErrorOr<int>>
{
    public async Task<ErrorOr<Guid>> Handle(StartPatrol request, CancellationToken cancellationToken)
    {
        var own = user.Posts.Where(p => Permissions.Carries(p.Kind, request.Permission)).Select(p => p.UnitCode).Distinct(StringComparer.Ordinal).ToList();
        if ((request.UnitCode ?? (own.Count == 1 ? own[0] : null)) is not { } unit || !own.Contains(unit, StringComparer.Ordinal))
            return Failure.Invalid("Patrol.UnitMissing", nameof(request.UnitCode));
        // Of two phones that start at once the unique index lets one.
        if (await db.OpenPatrolOfAsync(user.PersonId, cancellationToken) is not null) return PatrolErrors.AnotherOpen;
        var patrol = Patrol.Start(Guid.CreateVersion7(), user.PersonId!.Value, unit, clock.GetUtcNow());
        db.Patrols.Add(patrol);
        audit.About(AuditSubject.Of<Patrol>(patrol.Id), user.PersonId, unit);
        return patrol.Id;
    }

    public async Task<ErrorOr<Success>> Handle(EndPatrol request, CancellationToken cancellationToken)
    {
        var person = user.PersonId;
        var patrol = await db.Patrols.SingleOrDefaultAsync(p => p.Id == request.PatrolId && p.PersonId == person, cancellationToken);
        if (patrol is null) return PatrolErrors.NotFound;
        if (patrol.EndedAt is not null) return PatrolErrors.Ended;
        if (patrol.Version != request.Version) return AccessErrors.ChangedMeanwhile;
        var known = await db.PatrolItems.Where(i => request.Looked.Contains(i.Code)).OrderBy(i => i.SortOrder).Select(i => i.Code).ToArrayAsync(cancellationToken);
        if (known.Length == 0) return Failure.Invalid("Patrol.NothingLookedAt", nameof(request.Looked));
        return patrol.End(known, string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), clock.GetUtcNow());
    }

    public async Task<ErrorOr<int>> Handle(EndForgottenPatrols request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.StartOf(ChinaTime.DayOf(clock.GetUtcNow()));
        // Two instances need no claim: the second fails on a version and finds them ended with its next round.
        var forgotten = await db.Patrols.Where(p => p.EndedAt == null && p.StartedAt < today)
            .OrderBy(p => p.StartedAt).Take(EndForgottenPatrols.BatchSize).ToListAsync(cancellationToken);
        foreach (var patrol in forgotten) patrol.EndByItself();
        audit.NothingDone = forgotten.Count == 0;
        return forgotten.Count;
    }
}

internal static class OpenPatrols
{
    public static Task<Guid?> OpenPatrolOfAsync(this PortalDb db, Guid? personId, CancellationToken cancellationToken) =>
        db.Patrols.Where(p => p.PersonId == personId && p.EndedAt == null).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
}
