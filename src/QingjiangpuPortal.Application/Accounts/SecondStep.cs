using ErrorOr;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>第二步: a code of the authenticator app, or a recovery code, after the first step in the same browser.</summary>
public sealed record TakeSecondStep(string? Code) : ICommand<Success>, IAuditedAs
{
    public Permission Permission => Permission.Anyone;
    public AuditKind AuditKind => AuditKind.SignIn;
}

internal sealed class TakeSecondStepValidator : AbstractValidator<TakeSecondStep>
{
    public TakeSecondStepValidator() => RuleFor(x => x.Code).NotEmpty().WithErrorCode("SignIn.CodeMissing");
}

internal sealed class TakeSecondStepHandler(PortalDb db, ISignIn signIn, ISignInLockout lockout, SecondFactors factors, Entrance entrance, AuditNote audit)
    : IRequestHandler<TakeSecondStep, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(TakeSecondStep request, CancellationToken cancellationToken)
    {
        if (await signIn.FirstStepAsync() is not { } first) return Failure.Invalid("SignIn.FirstStepOver", nameof(request.Code));
        audit.PersonId = first.PersonId;
        if (await lockout.TryAsync(await db.PhoneIndexOfAsync(first.PersonId, cancellationToken), cancellationToken) is { } until)
            return SignInErrors.Closed(until, nameof(request.Code));
        if (!await factors.UseAsync(first.PersonId, request.Code!, cancellationToken)) return Failure.Invalid("SignIn.SecondStepWrong", nameof(request.Code));
        await entrance.OpenAsync(new(first.PersonId, first.Method, HasSecondFactor: true, first.Provider), cancellationToken);
        await signIn.ForgetFirstStepAsync();
        return Result.Success;
    }
}

/// <summary>登录 with a passkey: it is something one has and, unlocked by finger, face or PIN, both factors at once.</summary>
public sealed record SignInWithPasskey(string? Credential) : ICommand<Success>, IAuditedAs
{
    public Permission Permission => Permission.Anyone;
    public AuditKind AuditKind => AuditKind.SignIn;
}

internal sealed class SignInWithPasskeyHandler(ISignIn signIn, IPasskeys passkeys, Entrance entrance, AuditNote audit)
    : IRequestHandler<SignInWithPasskey, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(SignInWithPasskey request, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(request.Credential) || await passkeys.VerifyAsync(request.Credential) is not { } personId)
            return Failure.Invalid("Passkey.Refused");
        audit.PersonId = personId;
        await entrance.OpenAsync(new(personId, SignInMethod.Passkey, HasSecondFactor: true), cancellationToken);
        await signIn.ForgetFirstStepAsync();
        return Result.Success;
    }
}

internal static class AccountQueries
{
    public static Task<byte[]> PhoneIndexOfAsync(this PortalDb db, Guid personId, CancellationToken cancellationToken) =>
        db.People.Where(p => p.Id == personId).Select(p => p.Phone.BlindIndex).SingleAsync(cancellationToken);

    /// <summary>The session of this request.</summary>
    public static Task<Session> SessionOfAsync(this PortalDb db, ICurrentUser user, CancellationToken cancellationToken) =>
        db.Sessions.SingleAsync(s => s.Id == user.Origin.SessionId && s.PersonId == user.PersonId, cancellationToken);

    /// <summary>Ends what is open of somebody's sessions, except one.</summary>
    public static async Task EndSessionsAsync(this PortalDb db, Guid personId, Guid? except, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var session in await db.Sessions.Where(s => s.PersonId == personId && s.Id != except && s.EndedAt == null && s.ExpiresAt > at).ToListAsync(cancellationToken))
            session.End(at);
    }

    public static Task<bool> IsStaffAsync(this PortalDb db, Guid personId, DateTimeOffset at, CancellationToken cancellationToken) =>
        db.Posts.HeldOn(ChinaTime.DayOf(at)).AnyAsync(p => p.PersonId == personId, cancellationToken);
}
