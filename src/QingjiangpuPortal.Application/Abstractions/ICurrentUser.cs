using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>Who sends the request.</summary>
public interface ICurrentUser
{
    /// <summary><c>null</c> when not signed in.</summary>
    Guid? PersonId { get; }

    /// <summary>The posts held today; empty for residents, and for staff whose session lacks the second factor it needs.</summary>
    IReadOnlyList<HeldPost> Posts { get; }

    /// <summary>True only outside a web request: for the portal's workers and the operator's command line.</summary>
    bool IsSystem { get; }

    RequestOrigin Origin { get; }
}

/// <summary>Where a request came from: the network address, and the session it came with.</summary>
public sealed record RequestOrigin(string? Address, Guid? SessionId)
{
    public static readonly RequestOrigin Unknown = new(Address: null, SessionId: null);
}

public static class CurrentUserExtensions
{
    extension(ICurrentUser user)
    {
        public bool IsSignedIn => user.PersonId is not null;

        public bool IsStaff => user.Posts.Count > 0;

        public Actor Actor => new(user.PersonId, user.Posts);

        /// <summary>The portal itself holds no post and needs none: somebody must be able to name the first administrator.</summary>
        public Scope ScopeFor(Permission permission) => user.IsSystem ? Scope.WholeDistrict : Scope.Of(user.Posts, permission);

        public bool May(Permission permission) => permission switch
        {
            Permission.Anyone or Permission.OwnReport => true,
            Permission.SignedIn => user.IsSignedIn,
            Permission.System => user.IsSystem,
            _ => !user.ScopeFor(permission).IsEmpty,
        };
    }
}
