using ErrorOr;
using FluentValidation;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Organization;

/// <summary>A command that gives a post.</summary>
public interface INewPost
{
    PostKind? Kind { get; }
    string? UnitCode { get; }

    /// <summary>Today where it is left out.</summary>
    DateOnly? FirstDay { get; }

    /// <summary>The post goes on until somebody ends it where it is left out.</summary>
    DateOnly? LastDay { get; }
}

internal sealed class NewPostValidator : AbstractValidator<INewPost>
{
    public NewPostValidator(TimeProvider clock)
    {
        RuleFor(x => x.Kind).Chosen("Post.KindMissing");
        RuleFor(x => x.UnitCode).NotEmpty().WithErrorCode("Post.UnitMissing");
        RuleFor(x => x.FirstDay).Must(day => day is null || day >= ChinaTime.DayOf(clock.GetUtcNow())).WithErrorCode("Post.FirstDayPast");
        RuleFor(x => x.LastDay).Must((post, day) => day is null || day >= (post.FirstDay ?? ChinaTime.DayOf(clock.GetUtcNow())))
            .WithErrorCode("Post.LastDayBeforeFirst");
    }
}

internal static class NewPosts
{
    /// <summary>Gives the post, unless kind and unit do not fit, the unit is out of scope, or a rule of the administrators' stands against it.</summary>
    public static async Task<ErrorOr<Success>> GivePostAsync(
        this PortalDb db, ICurrentUser user, INewPost wanted, Guid personId, TimeProvider clock, AuditNote audit, CancellationToken cancellationToken)
    {
        audit.PersonId = personId;
        if (personId == user.PersonId) return StaffErrors.Own;
        var (kind, unitCode, today) = (wanted.Kind!.Value, wanted.UnitCode!, ChinaTime.DayOf(clock.GetUtcNow()));
        var post = Post.Create(Guid.CreateVersion7(), personId, kind, unitCode, wanted.FirstDay ?? today, wanted.LastDay?.AddDays(1));
        var isUnit = user.ScopeFor(Permission.ManageStaff).Covers(unitCode) && await db.OrgUnits.AnyAsync(
            u => u.Code == unitCode && u.ValidFrom <= post.ValidFrom && (u.ValidTo == null || u.ValidTo > post.ValidFrom), cancellationToken);
        if (!isUnit) return Failure.Invalid("Post.UnitUnknown", nameof(INewPost.UnitCode));
        audit.About(AuditSubject.Of<Post>(post.Id), personId, unitCode);
        audit.Reason = AuditNote.RightOf(post);
        if (!Post.Fits(kind, unitCode)) return Failure.Invalid("Post.UnitDoesNotFit", nameof(INewPost.UnitCode));
        if (await db.Posts.AnyAsync(p => p.PersonId == personId && p.Kind == kind && p.UnitCode == unitCode && p.DeputyOf == null
            && (p.ValidTo == null || p.ValidTo > post.ValidFrom) && (post.ValidTo == null || p.ValidFrom < post.ValidTo), cancellationToken))
            return Failure.Invalid("Post.HeldAlready", nameof(INewPost.UnitCode));
        db.Posts.Add(post);
        return await db.CheckAdministratorsAsync(post, wasUntil: null, clock, cancellationToken);
    }

    /// <summary>What <see cref="Administrators.Change"/> says to a post with its new end; other posts are free.</summary>
    public static async Task<ErrorOr<Success>> CheckAdministratorsAsync(
        this PortalDb db, Post post, DateOnly? wasUntil, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!Administrators.IsOne(post.Kind)) return Result.Success;
        // Their row first: whoever changes their posts after this has changed it when this is saved.
        var administrators = await db.Administrators.SingleAsync(cancellationToken);
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var all = await db.Posts.Where(p => (p.Kind == PostKind.SecurityAdministrator || p.Kind == PostKind.SystemAdministrator || p.Kind == PostKind.AuditAdministrator)
            && (p.ValidTo == null || p.ValidTo > today)).ToListAsync(cancellationToken);
        return administrators.Change(post, wasUntil, all);
    }
}
