using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Organization;

/// <summary>A member of the staff and every post of theirs, the latest first: what is, what comes and what was.</summary>
public sealed record GetStaffMember(Guid PersonId) : IQuery<StaffMember>
{
    public Permission Permission => Permission.ManageStaff;
}

/// <param name="Name">In clear for staff: who gives posts must know to whom. Masked for somebody who never held one.</param>
public sealed record StaffMember(Guid PersonId, string Name, string MaskedPhone, IReadOnlyList<StaffPost> Posts);

/// <param name="DeputyFor">Masked: for whom, where it is held as a deputy.</param>
public sealed record StaffPost(Guid PostId, PostKind Kind, string UnitCode, DateOnly ValidFrom, DateOnly? LastDay, string? DeputyFor, PostTime Time);

internal sealed class GetStaffMemberHandler(PortalDb db, IPersonalDataCipher cipher, TimeProvider clock) : IRequestHandler<GetStaffMember, ErrorOr<StaffMember>>
{
    /// <summary>How many posts of one person are shown; nobody has held as many.</summary>
    private const int MostPosts = 200;

    public async Task<ErrorOr<StaffMember>> Handle(GetStaffMember request, CancellationToken cancellationToken)
    {
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.PersonId, cancellationToken);
        if (person is null) return StaffErrors.NotFound;
        var posts = await PostsAsync(person.Id, cancellationToken);
        return new StaffMember(
            person.Id, person.Name is null ? "" : posts.Count > 0 ? cipher.Reveal(person.Name, PersonalDataKind.Name) : cipher.MaskedName(person.Name),
            MobileNumber.Mask(cipher.Reveal(person.Phone, PersonalDataKind.Phone)), posts);
    }

    private async Task<List<StaffPost>> PostsAsync(Guid personId, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var posts = await db.Posts.Where(p => p.PersonId == personId).OrderByDescending(p => p.ValidFrom).ThenBy(p => p.Id).Take(MostPosts)
            .Select(p => new
            {
                Post = p,
                For = db.Posts.Where(own => own.Id == p.DeputyOf).SelectMany(own => db.People.Where(person => person.Id == own.PersonId)).Select(person => person.Name).FirstOrDefault(),
            })
            .AsNoTracking().ToListAsync(cancellationToken);
        return posts.ConvertAll(p => new StaffPost(
            p.Post.Id, p.Post.Kind, p.Post.UnitCode, p.Post.ValidFrom, p.Post.ValidTo?.AddDays(-1), p.Post.IsDeputy ? cipher.MaskedName(p.For) : null, TimeOf(p.Post, today)));
    }

    private static PostTime TimeOf(Post post, DateOnly today) =>
        post.IsHeldOn(today) ? PostTime.Current
        : post.ValidFrom > today && post.ValidTo != post.ValidFrom ? PostTime.Coming
        : PostTime.Ended;
}
