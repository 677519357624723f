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

/// <summary>Keeps a passkey that the browser has just made.</summary>
public sealed record AddPasskey(string? Credential, string? Name) : ICommand<Success>, IAboutMyself, IAuditedAs
{
    public const int MaxName = 40;

    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class AddPasskeyValidator : AbstractValidator<AddPasskey>
{
    public AddPasskeyValidator()
    {
        RuleFor(x => x.Credential).NotEmpty().WithErrorCode("Passkey.Refused");
        RuleFor(x => x.Name).MaximumLength(AddPasskey.MaxName).WithErrorCode("Name.TooLong").WithState(_ => AddPasskey.MaxName);
    }
}

internal sealed class AddPasskeyHandler(PortalDb db, ICurrentUser user, SecondFactors factors, IPasskeys passkeys, AccountMessages messages, TimeProvider clock)
    : IRequestHandler<AddPasskey, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(AddPasskey request, CancellationToken cancellationToken)
    {
        var found = await factors.SessionForChangeAsync(user, cancellationToken);
        if (found.IsError) return found.Errors;
        var session = found.Value;
        var added = await passkeys.AddAsync(session.PersonId, request.Credential!, string.IsNullOrWhiteSpace(request.Name) ? session.Device : request.Name.Trim());
        if (added.IsError) return added;
        session.Confirm(withSecondFactor: true, clock.GetUtcNow());
        // What was opened by the password alone ends.
        await db.EndSessionsAsync(session.PersonId, session.Id, clock.GetUtcNow(), cancellationToken);
        await messages.TellAsync(session.PersonId, "通行密钥已添加", cancellationToken);
        return Result.Success;
    }
}

public sealed record RemovePasskey(string Id) : ICommand<Success>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class RemovePasskeyHandler(PortalDb db, ICurrentUser user, SecondFactors factors, IPasskeys passkeys, AccountMessages messages, TimeProvider clock)
    : IRequestHandler<RemovePasskey, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(RemovePasskey request, CancellationToken cancellationToken)
    {
        var found = await factors.SessionForChangeAsync(user, cancellationToken);
        if (found.IsError) return found.Errors;
        var session = found.Value;
        if (!await passkeys.RemoveAsync(session.PersonId, request.Id)) return Failure.NotFound("Passkey.NotFound");
        // It may have been stolen: what it opened ends.
        await db.EndSessionsAsync(session.PersonId, session.Id, clock.GetUtcNow(), cancellationToken);
        // The one that goes is counted still.
        if ((await passkeys.OfAsync(session.PersonId)).Count == 1 && !await db.Authenticators.AnyAsync(a => a.PersonId == session.PersonId && a.ActiveSince != null, cancellationToken))
            session.LoseSecondFactor();
        await messages.TellAsync(session.PersonId, "通行密钥已移除", cancellationToken);
        return Result.Success;
    }
}

/// <summary>What the browser needs to make a passkey for whoever is signed in.</summary>
public sealed record GetPasskeyCreationOptions : IQuery<string>
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class GetPasskeyCreationOptionsHandler(ICurrentUser user, IPasskeys passkeys) : IRequestHandler<GetPasskeyCreationOptions, ErrorOr<string>>
{
    public async Task<ErrorOr<string>> Handle(GetPasskeyCreationOptions request, CancellationToken cancellationToken) => await passkeys.CreationOptionsAsync(user.PersonId!.Value);
}

/// <summary>What the browser needs to sign in with a passkey.</summary>
public sealed record GetPasskeyRequestOptions : IQuery<string>
{
    public Permission Permission => Permission.Anyone;
}

internal sealed class GetPasskeyRequestOptionsHandler(IPasskeys passkeys) : IRequestHandler<GetPasskeyRequestOptions, ErrorOr<string>>
{
    public async Task<ErrorOr<string>> Handle(GetPasskeyRequestOptions request, CancellationToken cancellationToken) => await passkeys.RequestOptionsAsync();
}
