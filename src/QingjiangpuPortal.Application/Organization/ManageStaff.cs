using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Accounts;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Organization;

/// <summary>Adds a member of the staff with a first post. Somebody who has an account already keeps it and gets the post.</summary>
public sealed record AddStaff(string? Name, string? Phone, string? Password, PostKind? Kind, string? UnitCode) : ICommand<Guid>, IAuditedAs
{
    public Permission Permission => Permission.ManageStaff;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class AddStaffValidator : AbstractValidator<AddStaff>
{
    public AddStaffValidator()
    {
        RuleFor(x => x.Name).NotEmpty().WithErrorCode("Name.Missing")
            .MaximumLength(Fields.MaxName).WithErrorCode("Name.TooLong").WithState(_ => Fields.MaxName);
        RuleFor(x => x.Phone).Mobile();
        RuleFor(x => x.Password).NotEmpty().WithErrorCode("Password.Missing");
        RuleFor(x => x.Kind).Chosen("Post.KindMissing");
        RuleFor(x => x.UnitCode).NotEmpty().WithErrorCode("Post.UnitMissing");
    }
}

internal sealed class AddStaffHandler(PortalDb db, ISignIn signIn, PasswordRules rules, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<AddStaff, ErrorOr<Guid>>
{
    public async Task<ErrorOr<Guid>> Handle(AddStaff request, CancellationToken cancellationToken)
    {
        var post = await db.NewPostAsync(user.ScopeFor(request.Permission), request.Kind!.Value, request.UnitCode!, clock, cancellationToken);
        if (post.IsError) return post.Errors;

        var phone = MobileNumber.Normalize(request.Phone)!;
        var name = cipher.Protect(request.Name!.Trim(), PersonalDataKind.Name);
        var index = cipher.BlindIndex(phone, PersonalDataKind.Phone);
        var person = await db.People.SingleOrDefaultAsync(p => p.Phone.BlindIndex == index, cancellationToken);
        if (person is not null)
        {
            person.Rename(name);
            db.Posts.Add(post.Value(person.Id));
            return person.Id;
        }
        if (rules.Check(request.Password!, phone, request.Name!.Trim(), isStaff: true, nameof(request.Password)) is { IsError: true } weak) return weak.Errors;
        person = Person.Create(Guid.CreateVersion7(), name, cipher.Protect(phone, PersonalDataKind.Phone), clock.GetUtcNow());
        db.People.Add(person);
        db.Posts.Add(post.Value(person.Id));
        return await signIn.AddLoginAsync(person.Id, request.Password) is { IsError: true } refused ? refused.Errors : person.Id;
    }
}

/// <summary>Gives somebody a further post.</summary>
public sealed record AddPost(Guid PersonId, PostKind? Kind, string? UnitCode) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.ManageStaff;
    public AuditKind AuditKind => AuditKind.Rights;
    public AuditSubject? Subject => AuditSubject.Of<Person>(PersonId);
}

internal sealed class AddPostValidator : AbstractValidator<AddPost>
{
    public AddPostValidator()
    {
        RuleFor(x => x.Kind).Chosen("Post.KindMissing");
        RuleFor(x => x.UnitCode).NotEmpty().WithErrorCode("Post.UnitMissing");
    }
}

internal sealed class AddPostHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<AddPost, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(AddPost request, CancellationToken cancellationToken)
    {
        if (!await db.People.AnyAsync(p => p.Id == request.PersonId, cancellationToken)) return StaffErrors.NotFound;
        var post = await db.NewPostAsync(user.ScopeFor(request.Permission), request.Kind!.Value, request.UnitCode!, clock, cancellationToken);
        if (post.IsError) return post.Errors;
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        if (await db.Posts.AnyAsync(p => p.PersonId == request.PersonId && p.Kind == request.Kind && p.UnitCode == request.UnitCode
            && (p.ValidTo == null || p.ValidTo > today), cancellationToken))
            return Failure.Invalid("Post.HeldAlready", nameof(request.UnitCode));
        db.Posts.Add(post.Value(request.PersonId));
        return Result.Success;
    }
}

/// <summary>Ends a post as of today. The last administrator's stays, so that somebody can always give posts.</summary>
public sealed record EndPost(Guid PostId) : ICommand<Success>, IAuditedAs, IAbout
{
    public Permission Permission => Permission.ManageStaff;
    public AuditKind AuditKind => AuditKind.Rights;
    public AuditSubject? Subject => AuditSubject.Of<Post>(PostId);
}

internal sealed class EndPostHandler(PortalDb db, ICurrentUser user, TimeProvider clock) : IRequestHandler<EndPost, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(EndPost request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var post = await db.Posts.SingleOrDefaultAsync(p => p.Id == request.PostId && (p.ValidTo == null || p.ValidTo > today), cancellationToken);
        if (post is null || !user.ScopeFor(request.Permission).Covers(post.UnitCode)) return StaffErrors.NotFound;
        if (post.Kind == PostKind.SecurityAdministrator && await db.Posts.CountAsync(
            p => p.Kind == PostKind.SecurityAdministrator && (p.ValidTo == null || p.ValidTo > today), cancellationToken) == 1)
            return StaffErrors.LastAdministrator;
        post.End(today);
        return Result.Success;
    }
}

public static class StaffErrors
{
    public static readonly Error NotFound = Failure.NotFound("Staff.NotFound");
    public static readonly Error LastAdministrator = Failure.Conflict("Staff.LastAdministrator");
}

internal static class NewPosts
{
    /// <summary>A post of that kind in that unit, for whoever is to hold it; refused where the two do not fit or the unit is out of scope.</summary>
    public static async Task<ErrorOr<Func<Guid, Post>>> NewPostAsync(
        this PortalDb db, Scope scope, PostKind kind, string unitCode, TimeProvider clock, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var isUnit = scope.Covers(unitCode) && await db.OrgUnits.AnyAsync(
            u => u.Code == unitCode && u.ValidFrom <= today && (u.ValidTo == null || u.ValidTo > today), cancellationToken);
        if (!isUnit) return Failure.Invalid("Post.UnitUnknown", "UnitCode");
        if (!Post.Fits(kind, unitCode)) return Failure.Invalid("Post.UnitDoesNotFit", "UnitCode");
        return (Func<Guid, Post>)(personId => Post.Create(Guid.CreateVersion7(), personId, kind, unitCode, today));
    }
}
