using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>两步登录: what one has, for the account's pages.</summary>
public sealed record GetMySecondFactors : IQuery<MySecondFactors>
{
    public Permission Permission => Permission.SignedIn;
}

public sealed record MySecondFactors(DateTimeOffset? AppSince, int RecoveryCodesLeft, IReadOnlyList<Passkey> Passkeys);

internal sealed class GetMySecondFactorsHandler(PortalDb db, ICurrentUser user, IPasskeys passkeys) : IRequestHandler<GetMySecondFactors, ErrorOr<MySecondFactors>>
{
    public async Task<ErrorOr<MySecondFactors>> Handle(GetMySecondFactors request, CancellationToken cancellationToken) => new MySecondFactors(
        await db.Authenticators.Where(a => a.PersonId == user.PersonId).Select(a => a.ActiveSince).SingleOrDefaultAsync(cancellationToken),
        await db.RecoveryCodes.CountAsync(c => c.PersonId == user.PersonId && c.UsedAt == null, cancellationToken),
        await passkeys.OfAsync(user.PersonId!.Value));
}
