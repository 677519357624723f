using ErrorOr;
using FluentValidation;
using MediatR;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>
/// 确认是本人: whoever sits at an open session proves again who they are, with the password or a code of the second factor,
/// before a second factor changes.
/// </summary>
public sealed record ConfirmItIsMe(string? Proof) : ICommand<Success>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.SignIn;
}

public static class ConfirmationErrors
{
    /// <summary>The last proof is too old: the page leads to the confirmation and back.</summary>
    public static readonly Error Needed = Failure.Conflict("Account.ConfirmFirst");
}

internal sealed class ConfirmItIsMeValidator : AbstractValidator<ConfirmItIsMe>
{
    public ConfirmItIsMeValidator() => RuleFor(x => x.Proof).NotEmpty().WithErrorCode("Account.ProofMissing");
}

internal sealed class ConfirmItIsMeHandler(PortalDb db, ICurrentUser user, ISignIn signIn, ISignInLockout lockout, SecondFactors factors, TimeProvider clock)
    : IRequestHandler<ConfirmItIsMe, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(ConfirmItIsMe request, CancellationToken cancellationToken)
    {
        var session = await db.SessionOfAsync(user, cancellationToken);
        var index = await db.PhoneIndexOfAsync(session.PersonId, cancellationToken);
        if (await lockout.TryAsync(index, cancellationToken) is { } until) return SignInErrors.Closed(until, nameof(request.Proof));
        var byFactor = await factors.UseAsync(session.PersonId, request.Proof!, cancellationToken);
        // Where there is a second factor, the password alone proves nothing to a session that was opened without it.
        var passwordCounts = session.HasSecondFactor || !await factors.ExistAsync(session.PersonId, cancellationToken);
        if (!byFactor && !(passwordCounts && await signIn.IsPasswordAsync(session.PersonId, request.Proof!))) return Failure.Invalid("Account.ProofWrong", nameof(request.Proof));
        await lockout.ForgiveAsync(index, cancellationToken);
        session.Confirm(byFactor, clock.GetUtcNow());
        return Result.Success;
    }
}
