using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Organization;

/// <summary>Whether a post is held today, will be, or was.</summary>
public enum PostTime
{
    Current,
    Coming,
    Ended,
}

/// <summary>人员岗位: who holds a post, by the order of the units; narrowed to a unit and what is below it, to a mobile number, or to characters of a name.</summary>
public sealed record ListStaff(string? UnitCode = null, string? Phone = null, string? After = null, string? Name = null, PostTime Time = PostTime.Current) : IQuery<StaffPage>
{
    public Permission Permission => Permission.ManageStaff;
}

public sealed record StaffPage(IReadOnlyList<StaffRow> Items, string? Next);

public sealed record StaffRow(
    Guid PostId, Guid PersonId, string MaskedName, string MaskedPhone, PostKind Kind, string UnitCode, DateOnly ValidFrom, DateOnly? LastDay, bool IsDeputy);

internal sealed class ListStaffHandler(PortalDb db, ICurrentUser user, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<ListStaff, ErrorOr<StaffPage>>
{
    private const int Size = 50;

    public async Task<ErrorOr<StaffPage>> Handle(ListStaff request, CancellationToken cancellationToken)
    {
        var today = ChinaTime.DayOf(clock.GetUtcNow());
        var posts = request.Time switch
        {
            PostTime.Coming => db.Posts.Where(p => p.ValidFrom > today && (p.ValidTo == null || p.ValidTo > p.ValidFrom)),
            PostTime.Ended => db.Posts.Where(p => p.ValidTo <= today || p.ValidTo == p.ValidFrom),
            _ => db.Posts.HeldOn(today),
        };
        var scope = user.ScopeFor(request.Permission);
        var unit = string.IsNullOrEmpty(request.UnitCode) ? OrgCode.District : request.UnitCode;
        // A code that is mistyped, or not in the scope, lists nobody.
        if (!scope.Covers(unit)) return new StaffPage([], Next: null);
        posts = posts.Where(p => p.UnitCode.StartsWith(unit));
        if (MobileNumber.Normalize(request.Phone) is { } phone)
        {
            var index = cipher.BlindIndex(phone, PersonalDataKind.Phone);
            posts = posts.Where(p => db.People.Any(person => person.Id == p.PersonId && person.Phone.BlindIndex == index));
        }
        if (!string.IsNullOrWhiteSpace(request.Name))
        {
            var named = db.PeopleNamed(cipher, request.Name);
            posts = posts.Where(p => named.Any(person => person.Id == p.PersonId));
        }
        if (request.After?.Split('~') is [var code, var id] && Guid.TryParse(id, out var postId))
            posts = posts.Where(p => p.UnitCode.CompareTo(code) >= 0 && (p.UnitCode.CompareTo(code) > 0 || p.Id > postId));
        var rows = await posts.OrderBy(p => p.UnitCode).ThenBy(p => p.Id).Take(Size + 1)
            .Join(db.People, p => p.PersonId, p => p.Id, (post, person) => new { Post = post, person.Name, person.Phone })
            .AsNoTracking().ToListAsync(cancellationToken);
        var shown = rows.Take(Size).Select(r => new StaffRow(
            r.Post.Id, r.Post.PersonId, r.Name is null ? "" : cipher.Show(r.Name, PersonalDataKind.Name, Onlooker.SecurityAdministrator),
            cipher.Show(r.Phone, PersonalDataKind.Phone, Onlooker.SecurityAdministrator), r.Post.Kind, r.Post.UnitCode, r.Post.ValidFrom,
            r.Post.ValidTo?.AddDays(-1), r.Post.IsDeputy)).ToList();
        return new StaffPage(shown, rows.Count > Size ? $"{shown[^1].UnitCode}~{shown[^1].PostId}" : null);
    }
}
