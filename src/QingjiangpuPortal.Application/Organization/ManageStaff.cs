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
public sealed record AddStaff(
    string? Name, string? Phone, string? Password, PostKind? Kind, string? UnitCode, DateOnly? FirstDay = null, DateOnly? LastDay = null)
    : ICommand<Guid>, INewPost, IAuditedAs
{
    public Permission Permission => Permission.ManageStaff;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class AddStaffValidator : AbstractValidator<AddStaff>
{
    public AddStaffValidator(TimeProvider clock)
    {
        RuleFor(x => x.Name).NotEmpty().WithErrorCode("Name.Missing")
            .MaximumLength(Fields.MaxName).WithErrorCode("Name.TooLong").WithState(_ => Fields.MaxName);
        RuleFor(x => x.Phone).Mobile();
        RuleFor(x => x.Password).NotEmpty().WithErrorCode("Password.Missing");
        Include(new NewPostValidator(clock));
    }
}

internal sealed class AddStaffHandler(
    PortalDb db, ISignIn signIn, PasswordRules rules, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<AddStaff, ErrorOr<Guid>>
{
    public async Task<ErrorOr<Guid>> Handle(AddStaff request, CancellationToken cancellationToken)
    {
        var phone = MobileNumber.Normalize(request.Phone)!;
        var name = cipher.Protect(request.Name!.Trim(), PersonalDataKind.Name);
        var index = cipher.BlindIndex(phone, PersonalDataKind.Phone);
        var known = await db.People.SingleOrDefaultAsync(p => p.Phone.BlindIndex == index, cancellationToken);
        var person = known ?? Person.Create(Guid.CreateVersion7(), name, cipher.Protect(phone, PersonalDataKind.Phone), clock.GetUtcNow());
        var given = await db.GivePostAsync(user, request, person.Id, clock, audit, cancellationToken);
        if (given.IsError) return given.Errors;
        if (known is not null)
        {
            known.Rename(name);
            return known.Id;
        }
        if (rules.Check(request.Password!, phone, request.Name!.Trim(), isStaff: true, nameof(request.Password)) is { IsError: true } weak) return weak.Errors;
        db.People.Add(person);
        return await signIn.AddLoginAsync(person.Id, request.Password) is { IsError: true } refused ? refused.Errors : person.Id;
    }
}

/// <summary>Gives somebody a further post.</summary>
public sealed record AddPost(Guid PersonId, PostKind? Kind, string? UnitCode, DateOnly? FirstDay = null, DateOnly? LastDay = null)
    : ICommand<Success>, INewPost, IAuditedAs, IAbout
{
    public Permission Permission => Permission.ManageStaff;
    public AuditKind AuditKind => AuditKind.Rights;
    public AuditSubject? Subject => AuditSubject.Of<Person>(PersonId);
}

internal sealed class AddPostValidator : AbstractValidator<AddPost>
{
    public AddPostValidator(TimeProvider clock) => Include(new NewPostValidator(clock));
}

internal sealed class AddPostHandler(PortalDb db, ICurrentUser user, TimeProvider clock, AuditNote audit) : IRequestHandler<AddPost, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(AddPost request, CancellationToken cancellationToken)
    {
        if (!await db.People.AnyAsync(p => p.Id == request.PersonId, cancellationToken)) return StaffErrors.NotFound;
        return await db.GivePostAsync(user, request, request.PersonId, clock, audit, cancellationToken);
    }
}

public static class StaffErrors
{
    public static readonly Error NotFound = Failure.NotFound("Staff.NotFound");

    /// <summary>Nobody gives a post to themself, nor prolongs their own.</summary>
    public static readonly Error Own = Failure.Conflict("Staff.Own");
}
