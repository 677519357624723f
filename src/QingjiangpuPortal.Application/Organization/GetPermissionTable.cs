using ErrorOr;
using MediatR;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Organization;

/// <summary>权限表: every post and what it carries, from <see cref="Permissions"/> itself.</summary>
public sealed record GetPermissionTable : IQuery<IReadOnlyList<PostRights>>
{
    public Permission Permission => Permission.ViewPermissions;
}

public sealed record PostRights(PostKind Kind, IReadOnlyList<Permission> Permissions);

internal sealed class GetPermissionTableHandler : IRequestHandler<GetPermissionTable, ErrorOr<IReadOnlyList<PostRights>>>
{
    public Task<ErrorOr<IReadOnlyList<PostRights>>> Handle(GetPermissionTable request, CancellationToken cancellationToken) =>
        Task.FromResult<ErrorOr<IReadOnlyList<PostRights>>>(
            Enum.GetValues<PostKind>().Select(kind => new PostRights(kind, [.. Permissions.Of(kind)])).ToList());
}
