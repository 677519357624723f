using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Organization;

/// <summary>Ends a post as of today: from this moment it opens nothing. A deputy's too.</summary>
public sealed record EndPost(Guid PostId) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.ManageStaff;
    public AuditKind AuditKind => AuditKind.Rights;
    public AuditSubject? Subject => AuditSubject.Of<Post>(PostId);
}

/// <summary>Sets another last day of a post, or none. A deputy's term is named anew instead.</summary>
public sealed record SetLastDay(Guid PostId, DateOnly? LastDay) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.ManageStaff;
    public AuditKind AuditKind => AuditKind.Rights;
    public AuditSubject? Subject => AuditSubject.Of<Post>(PostId);
}

internal sealed class SetLastDayValidator : AbstractValidator<SetLastDay>
{
    public SetLastDayValidator(TimeProvider clock) =>
        RuleFor(x => x.LastDay).Must(day => day is null || day >= ChinaTime.DayOf(clock.GetUtcNow())).WithErrorCode("Post.LastDayPast");
}

internal sealed class ChangePostEndHandler(PortalDb db, ICurrentUser user, AuditNote note, TimeProvider clock) :
    IRequestHandler<EndPost, ErrorOr<Success>>, IRequestHandler<SetLastDay, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(EndPost request, CancellationToken cancellationToken)
    {
        var post = await FindAsync(request.PostId, cancellationToken);
        return post is null ? StaffErrors.NotFound : await EndAsync(post, ChinaTime.DayOf(clock.GetUtcNow()), cancellationToken);
    }

    public async Task<ErrorOr<Success>> Handle(SetLastDay request, CancellationToken cancellationToken)
    {
        var post = await FindAsync(request.PostId, cancellationToken);
        if (post is null or { IsDeputy: true }) return StaffErrors.NotFound;
        if (post.PersonId == user.PersonId) return StaffErrors.Own;
        if (request.LastDay < post.ValidFrom) return Failure.Invalid("Post.LastDayBeforeFirst", nameof(request.LastDay));
        return await EndAsync(post, request.LastDay?.AddDays(1), cancellationToken);
    }

    /// <summary>A post in the scope that is held or coming; what ended stays ended.</summary>
    private async Task<Post?> FindAsync(Guid postId, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var post = await db.Posts.SingleOrDefaultAsync(p => p.Id == postId && (p.ValidTo == null || p.ValidTo > today), cancellationToken);
        return post is not null && user.ScopeFor(Permission.ManageStaff).Covers(post.UnitCode) ? post : null;
    }

    private async Task<ErrorOr<Success>> EndAsync(Post post, DateOnly? firstDayWithout, CancellationToken cancellationToken)
    {
        note.About(AuditSubject.Of<Post>(post.Id), post.PersonId, post.UnitCode);
        var wasUntil = post.ValidTo;
        post.End(firstDayWithout);
        note.Reason = AuditNote.RightOf(post);
        foreach (var deputy in await db.Posts.Where(p => p.DeputyOf == post.Id && p.ValidTo > firstDayWithout).ToListAsync(cancellationToken))
            deputy.End(firstDayWithout);
        return await db.CheckAdministratorsAsync(post, wasUntil, clock, cancellationToken);
    }
}
