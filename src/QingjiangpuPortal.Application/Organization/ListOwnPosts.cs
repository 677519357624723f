using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Organization;

/// <summary>我的岗位: the posts that the user holds or will hold, and who stands in for them.</summary>
public sealed record ListOwnPosts : IQuery<IReadOnlyList<OwnPost>>
{
    public Permission Permission => Permission.SignedIn;
}

/// <summary>One post for which a deputy is to be named: one's own, or any for who gives posts.</summary>
public sealed record GetOwnPost(Guid PostId) : IQuery<OwnPost>
{
    public Permission Permission => Permission.SignedIn;
}

/// <param name="DeputyFor">Masked: for whom the user stands in; <c>null</c> for a post of their own.</param>
/// <param name="TakesDeputy">Whether a deputy can be named for it.</param>
public sealed record OwnPost(
    Guid PostId, Guid PersonId, PostKind Kind, string UnitCode, DateOnly ValidFrom, DateOnly? LastDay, string? DeputyFor, bool TakesDeputy, IReadOnlyList<DeputyRow> Deputies);

public sealed record DeputyRow(Guid PostId, string MaskedName, DateOnly FirstDay, DateOnly LastDay);

internal sealed class OwnPostsHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock) :
    IRequestHandler<ListOwnPosts, ErrorOr<IReadOnlyList<OwnPost>>>, IRequestHandler<GetOwnPost, ErrorOr<OwnPost>>
{
    private const int Most = 50;

    public async Task<ErrorOr<IReadOnlyList<OwnPost>>> Handle(ListOwnPosts request, CancellationToken cancellationToken) =>
        user.IsStaff ? await ReadAsync(db.Posts.Where(p => p.PersonId == user.PersonId), cancellationToken) : AccessErrors.Forbidden;

    public async Task<ErrorOr<OwnPost>> Handle(GetOwnPost request, CancellationToken cancellationToken)
    {
        var post = await db.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.PostId, cancellationToken);
        if (post is null || !user.NamesDeputyOf(post)) return StaffErrors.NotFound;
        return await ReadAsync(db.Posts.Where(p => p.Id == post.Id), cancellationToken) is [var own] ? own : StaffErrors.NotFound;
    }

    private async Task<List<OwnPost>> ReadAsync(IQueryable<Post> posts, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var rows = await posts.Where(p => p.ValidTo == null || p.ValidTo > today).OrderBy(p => p.ValidFrom).ThenBy(p => p.Id).Take(Most)
            .Select(p => new
            {
                Post = p,
                For = db.Posts.Where(own => own.Id == p.DeputyOf).SelectMany(own => db.People.Where(person => person.Id == own.PersonId)).Select(person => person.Name).FirstOrDefault(),
                Deputies = db.Posts.Where(d => d.DeputyOf == p.Id && d.ValidTo > today).OrderBy(d => d.ValidFrom).Take(Most)
                    .Select(d => new { d.Id, d.ValidFrom, d.ValidTo, Name = db.People.Where(person => person.Id == d.PersonId).Select(person => person.Name).FirstOrDefault() }).ToList(),
            })
            .AsNoTracking().ToListAsync(cancellationToken);
        return rows.ConvertAll(r => new OwnPost(
            r.Post.Id, r.Post.PersonId, r.Post.Kind, r.Post.UnitCode, r.Post.ValidFrom, r.Post.ValidTo?.AddDays(-1), r.Post.IsDeputy ? cipher.MaskedName(r.For) : null,
            !r.Post.IsDeputy && !Administrators.IsOne(r.Post.Kind),
            r.Deputies.ConvertAll(d => new DeputyRow(d.Id, cipher.MaskedName(d.Name), d.ValidFrom, d.ValidTo!.Value.AddDays(-1)))));
    }
}
