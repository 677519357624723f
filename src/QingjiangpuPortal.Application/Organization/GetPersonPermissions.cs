using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Organization;

/// <summary>What a member of the staff may do today, where, and by which post. Of somebody without a post nothing is told.</summary>
public sealed record GetPersonPermissions(Guid PersonId) : IQuery<PersonPermissions>
{
    public Permission Permission => Permission.ViewPermissions;
}

/// <summary>Whose permissions are asked for, by the full mobile number; a resident is not found.</summary>
public sealed record FindStaffMember(string? Phone) : IQuery<Guid>
{
    public Permission Permission => Permission.ViewPermissions;
}

internal sealed class FindStaffMemberValidator : AbstractValidator<FindStaffMember>
{
    public FindStaffMemberValidator() => RuleFor(x => x.Phone).Mobile();
}

public sealed record PersonPermissions(Guid PersonId, string MaskedName, IReadOnlyList<PostPermissions> Posts);

/// <param name="DeputyFor">Masked.</param>
public sealed record PostPermissions(PostKind Kind, string UnitCode, DateOnly? LastDay, string? DeputyFor, IReadOnlyList<Permission> Permissions);

internal sealed class GetPersonPermissionsHandler(PortalDb db, IPersonalDataCipher cipher, TimeProvider clock) :
    IRequestHandler<GetPersonPermissions, ErrorOr<PersonPermissions>>, IRequestHandler<FindStaffMember, ErrorOr<Guid>>
{
    public async Task<ErrorOr<Guid>> Handle(FindStaffMember request, CancellationToken cancellationToken) =>
        await db.ColleagueAsync(cipher, request.Phone, ChinaTime.DayOf(clock.GetUtcNow()), cancellationToken) is { } person ? person.Id : DeputyErrors.NoColleague;

    public async Task<ErrorOr<PersonPermissions>> Handle(GetPersonPermissions request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var posts = await db.Posts.HeldOn(today).Where(p => p.PersonId == request.PersonId).OrderBy(p => p.UnitCode)
            .Select(p => new
            {
                Post = p,
                For = db.Posts.Where(own => own.Id == p.DeputyOf).SelectMany(own => db.People.Where(person => person.Id == own.PersonId)).Select(person => person.Name).FirstOrDefault(),
            })
            .AsNoTracking().ToListAsync(cancellationToken);
        if (posts.Count == 0) return StaffErrors.NotFound;
        var name = await db.People.AsNoTracking().Where(p => p.Id == request.PersonId).Select(p => p.Name).SingleAsync(cancellationToken);
        return new PersonPermissions(request.PersonId, cipher.MaskedName(name), posts.ConvertAll(p => new PostPermissions(
            p.Post.Kind, p.Post.UnitCode, p.Post.ValidTo?.AddDays(-1), p.Post.IsDeputy ? cipher.MaskedName(p.For) : null, [.. Permissions.Of(p.Post.Kind)])));
    }
}
