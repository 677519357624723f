using System.Security.Cryptography;
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

/// <summary>Makes the secret of a new authenticator app. It counts once its first code was given.</summary>
public sealed record BeginAuthenticator : ICommand<Success>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class BeginAuthenticatorHandler(PortalDb db, ICurrentUser user, SecondFactors factors, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<BeginAuthenticator, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(BeginAuthenticator request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var session = await factors.SessionForChangeAsync(user, cancellationToken);
        if (session.IsError) return session.Errors;
        var app = await db.Authenticators.SingleOrDefaultAsync(a => a.PersonId == user.PersonId, cancellationToken);
        if (app is { IsActive: true }) return Failure.Conflict("SecondFactor.AppThere");
        var secret = cipher.Protect(Base32.Encode(RandomNumberGenerator.GetBytes(Totp.SecretSize)), PersonalDataKind.AuthenticatorSecret);
        if (app is null) db.Authenticators.Add(Authenticator.Create(user.PersonId!.Value, secret, now));
        else app.Renew(secret, now);
        return Result.Success;
    }
}

/// <summary>The secret that waits for its first code, in base32, to be scanned or typed; shown as long as the last proof of identity is fresh.</summary>
public sealed record GetPendingAuthenticator : IQuery<string>
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class GetPendingAuthenticatorHandler(PortalDb db, ICurrentUser user, SecondFactors factors, IPersonalDataCipher cipher)
    : IRequestHandler<GetPendingAuthenticator, ErrorOr<string>>
{
    public async Task<ErrorOr<string>> Handle(GetPendingAuthenticator request, CancellationToken cancellationToken)
    {
        var app = await db.Authenticators.AsNoTracking().SingleOrDefaultAsync(a => a.PersonId == user.PersonId && a.ActiveSince == null, cancellationToken);
        if (app is null) return Failure.NotFound("SecondFactor.NoApp");
        var session = await factors.SessionForChangeAsync(user, cancellationToken);
        if (session.IsError) return session.Errors;
        return cipher.Reveal(app.Secret, PersonalDataKind.AuthenticatorSecret);
    }
}

/// <summary>The first code of the app: from now on it is asked for. Answers the recovery codes, which are shown this once.</summary>
public sealed record ConfirmAuthenticator(string? Code) : ICommand<IReadOnlyList<string>>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class ConfirmAuthenticatorValidator : AbstractValidator<ConfirmAuthenticator>
{
    public ConfirmAuthenticatorValidator() => RuleFor(x => x.Code).NotEmpty().WithErrorCode("SignIn.CodeMissing");
}

internal sealed class ConfirmAuthenticatorHandler(PortalDb db, ICurrentUser user, SecondFactors factors, AccountMessages messages, IPersonalDataCipher cipher, TimeProvider clock)
    : IRequestHandler<ConfirmAuthenticator, ErrorOr<IReadOnlyList<string>>>
{
    public async Task<ErrorOr<IReadOnlyList<string>>> Handle(ConfirmAuthenticator request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var found = await factors.SessionForChangeAsync(user, cancellationToken);
        if (found.IsError) return found.Errors;
        var session = found.Value;
        var app = await db.Authenticators.SingleOrDefaultAsync(a => a.PersonId == user.PersonId && a.ActiveSince == null, cancellationToken);
        if (app is null) return Failure.Conflict("SecondFactor.AppThere");
        if (!app.Use(cipher.Reveal(app.Secret, PersonalDataKind.AuthenticatorSecret), SignInCodes.Plain(request.Code!), now))
            return Failure.Invalid("SecondFactor.FirstCodeWrong", nameof(request.Code));
        session.Confirm(withSecondFactor: true, now);
        // What was opened by the password alone ends.
        await db.EndSessionsAsync(session.PersonId, session.Id, now, cancellationToken);
        await messages.TellAsync(session.PersonId, "两步登录已开启", cancellationToken);
        return ErrorOrFactory.From(await factors.RenewRecoveryCodesAsync(session.PersonId, cancellationToken));
    }
}

/// <summary>Takes the app away; its recovery codes go with it.</summary>
public sealed record RemoveAuthenticator : ICommand<Success>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class RemoveAuthenticatorHandler(PortalDb db, ICurrentUser user, SecondFactors factors, IPasskeys passkeys, AccountMessages messages, TimeProvider clock)
    : IRequestHandler<RemoveAuthenticator, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RemoveAuthenticator request, CancellationToken cancellationToken)
    {
        var found = await factors.SessionForChangeAsync(user, cancellationToken);
        if (found.IsError) return found.Errors;
        var session = found.Value;
        await factors.RemoveAppAsync(session.PersonId, cancellationToken);
        await db.EndSessionsAsync(session.PersonId, session.Id, clock.GetUtcNow(), cancellationToken);
        if ((await passkeys.OfAsync(session.PersonId)).Count == 0) session.LoseSecondFactor();
        await messages.TellAsync(session.PersonId, "验证器已移除", cancellationToken);
        return Result.Success;
    }
}

/// <summary>Ten new recovery codes; the old ones open nothing any more.</summary>
public sealed record RenewRecoveryCodes : ICommand<IReadOnlyList<string>>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class RenewRecoveryCodesHandler(PortalDb db, ICurrentUser user, SecondFactors factors, AccountMessages messages)
    : IRequestHandler<RenewRecoveryCodes, ErrorOr<IReadOnlyList<string>>>
{
    public async Task<ErrorOr<IReadOnlyList<string>>> Handle(RenewRecoveryCodes request, CancellationToken cancellationToken)
    {
        var session = await factors.SessionForChangeAsync(user, cancellationToken);
        if (session.IsError) return session.Errors;
        if (!await db.Authenticators.AnyAsync(a => a.PersonId == user.PersonId && a.ActiveSince != null, cancellationToken)) return Failure.NotFound("SecondFactor.NoApp");
        await messages.TellAsync(user.PersonId!.Value, "恢复码已重新生成", cancellationToken);
        return ErrorOrFactory.From(await factors.RenewRecoveryCodesAsync(user.PersonId.Value, cancellationToken));
    }
}
