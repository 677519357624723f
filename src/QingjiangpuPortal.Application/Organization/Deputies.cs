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

/// <summary>请假代班: who holds a post, or gives posts, names a colleague who holds its rights for a time.</summary>
public sealed record NameDeputy(Guid PostId, string? Phone, DateOnly? FirstDay, DateOnly? LastDay) : ICommand<Guid>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
    public AuditSubject? Subject => AuditSubject.Of<Post>(PostId);
}

internal sealed class NameDeputyValidator : AbstractValidator<NameDeputy>
{
    public NameDeputyValidator(TimeProvider clock)
    {
        RuleFor(x => x.Phone).Mobile();
        RuleFor(x => x.FirstDay).Must(day => day is null || day >= ChinaTime.DayOf(clock.GetUtcNow())).WithErrorCode("Post.FirstDayPast");
        RuleFor(x => x.LastDay).Cascade(CascadeMode.Stop)
            .NotNull().WithErrorCode("Deputy.LastDayMissing")
            .Must((deputy, day) => day >= (deputy.FirstDay ?? ChinaTime.DayOf(clock.GetUtcNow()))).WithErrorCode("Post.LastDayBeforeFirst");
    }
}

/// <summary>Ends a deputy's term early: whoever named them, may name them, or is the deputy.</summary>
public sealed record EndDeputy(Guid PostId) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
    public AuditSubject? Subject => AuditSubject.Of<Post>(PostId);
}

internal sealed class DeputyHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, AuditNote note, TimeProvider clock) :
    IRequestHandler<NameDeputy, ErrorOr<Guid>>, IRequestHandler<EndDeputy, ErrorOr<Success>>
{
    public async Task<ErrorOr<Guid>> Handle(NameDeputy request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var post = await db.Posts.SingleOrDefaultAsync(p => p.Id == request.PostId && (p.ValidTo == null || p.ValidTo > today), cancellationToken);
        if (post is null || !user.NamesDeputyOf(post)) return StaffErrors.NotFound;
        if (await db.ColleagueAsync(cipher, request.Phone, today, cancellationToken) is not { } colleague) return DeputyErrors.NoColleague;
        // The security administrator who names is not the one who is named: nobody gives rights to themself.
        if (colleague.Id == user.PersonId && post.PersonId != user.PersonId) return StaffErrors.Own;
        var deputy = post.Deputy(Guid.CreateVersion7(), colleague.Id, request.FirstDay ?? today, request.LastDay!.Value);
        if (deputy.IsError) return deputy.Errors;
        note.About(AuditSubject.Of<Post>(deputy.Value.Id), colleague.Id, post.UnitCode);
        note.Reason = AuditNote.RightOf(deputy.Value);
        note.ActingPost = user.NamingPost(post);
        if (await db.Posts.AnyAsync(p => p.DeputyOf == post.Id && p.ValidFrom < deputy.Value.ValidTo && p.ValidTo > deputy.Value.ValidFrom, cancellationToken))
            return Failure.Conflict("Deputy.NamedAlready");
        db.Posts.Add(deputy.Value);
        return deputy.Value.Id;
    }

    public async Task<ErrorOr<Success>> Handle(EndDeputy request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var deputy = await db.Posts.SingleOrDefaultAsync(p => p.Id == request.PostId && p.DeputyOf != null && p.ValidTo > today, cancellationToken);
        if (deputy is null) return StaffErrors.NotFound;
        var post = await db.Posts.SingleAsync(p => p.Id == deputy.DeputyOf, cancellationToken);
        if (deputy.PersonId != user.PersonId && !user.NamesDeputyOf(post)) return StaffErrors.NotFound;
        note.About(AuditSubject.Of<Post>(deputy.Id), deputy.PersonId, deputy.UnitCode);
        note.ActingPost = deputy.PersonId == user.PersonId ? new HeldPost(deputy.Kind, deputy.UnitCode, post.PersonId) : user.NamingPost(post);
        deputy.End(today);
        note.Reason = AuditNote.RightOf(deputy);
        return Result.Success;
    }
}

/// <summary>Looks a colleague up by the full mobile number, to see whom one is about to name.</summary>
public sealed record FindColleague(Guid PostId, string? Phone) : IQuery<Colleague>
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class FindColleagueValidator : AbstractValidator<FindColleague>
{
    public FindColleagueValidator() => RuleFor(x => x.Phone).Mobile();
}

public sealed record Colleague(string MaskedName, PostKind Kind, string UnitCode);

internal sealed class FindColleagueHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<FindColleague, ErrorOr<Colleague>>
{
    public async Task<ErrorOr<Colleague>> Handle(FindColleague request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var post = await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.PostId, cancellationToken);
        if (post is null || !user.NamesDeputyOf(post)) return StaffErrors.NotFound;
        if (await db.ColleagueAsync(cipher, request.Phone, today, cancellationToken) is not { } person) return DeputyErrors.NoColleague;
        var held = await db.HeldByRight(today).Where(p => p.PersonId == person.Id).OrderBy(p => p.UnitCode).FirstAsync(cancellationToken);
        return new Colleague(cipher.MaskedName(person.Name), held.Kind, held.UnitCode);
    }
}

internal static class DeputyErrors
{
    /// <summary>The same for a resident and for nobody: who is not of the staff is not to be found here.</summary>
    public static readonly Error NoColleague = Failure.Invalid("Deputy.NoColleague", nameof(NameDeputy.Phone));
}

internal static class DeputyAccess
{
    public static bool NamesDeputyOf(this ICurrentUser user, Post post) =>
        (post.PersonId == user.PersonId && user.IsStaff) || user.ScopeFor(Permission.ManageStaff).Covers(post.UnitCode);

    /// <summary>The post by which somebody names its deputy: itself, or the one that gives posts there.</summary>
    public static HeldPost? NamingPost(this ICurrentUser user, Post post) => user.Posts
        .Where(p => post.PersonId == user.PersonId
            ? p == new HeldPost(post.Kind, post.UnitCode)
            : Permissions.Carries(p.Kind, Permission.ManageStaff) && OrgCode.Covers(p.UnitCode, post.UnitCode))
        .Select(p => (HeldPost?)p).FirstOrDefault();

    public static IQueryable<Post> HeldByRight(this PortalDb db, DateOnly day) =>
        db.Posts.HeldOn(day).Where(p => p.DeputyOf == null);

    /// <summary>Whoever has this number and holds a post of their own today.</summary>
    public static Task<Person?> ColleagueAsync(this PortalDb db, IPersonalDataCipher cipher, string? phone, DateOnly today, CancellationToken cancellationToken)
    {
        var index = cipher.BlindIndex(MobileNumber.Normalize(phone)!, PersonalDataKind.Phone);
        return db.People.AsNoTracking()
            .Where(person => person.Phone.BlindIndex == index && db.HeldByRight(today).Any(p => p.PersonId == person.Id))
            .SingleOrDefaultAsync(cancellationToken);
    }
}
