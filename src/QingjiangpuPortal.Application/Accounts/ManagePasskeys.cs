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
