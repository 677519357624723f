using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Common;

public static class AccessErrors
{
    public static readonly Error SignInFirst = Error.Unauthorized("Access.SignInFirst", "Access.SignInFirst");
    public static readonly Error Forbidden = Failure.Forbidden("Access.Forbidden");

    /// <summary>Somebody saved between this request's reading and its saving.</summary>
    public static readonly Error ChangedMeanwhile = Failure.Conflict("Access.ChangedMeanwhile");
}
