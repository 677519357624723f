using ErrorOr;
using MediatR;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Application.Common;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Accounts;

/// <summary>登录 by an identity that another provider has just proven.</summary>
/// <param name="VerifiedPhone">A mobile number that the provider vouches for.</param>
public sealed record SignInFromOutside(OutsideIdentity Identity, string? VerifiedPhone, string? Name) : ICommand<OutsideSignIn>, IAuditedAs
{
    public Permission Permission => Permission.Anyone;
    public AuditKind AuditKind => AuditKind.SignIn;
}

public enum OutsideSignIn
{
    SignedIn,
    AwaitsSecondStep,

    /// <summary>
    /// Nobody's identity yet, and no account can be made of it: its number belongs to an account, or there is none. Whoever
    /// came signs in as always, and links it then: a provider's word alone takes over nobody's account.
    /// </summary>
    MustProve,
}

internal sealed class SignInFromOutsideHandler(
    PortalDb db, ISignIn signIn, Entrance entrance, IOutsideLogins outside, IPersonalDataCipher cipher, TimeProvider clock, AuditNote audit)
    : IRequestHandler<SignInFromOutside, ErrorOr<OutsideSignIn>>
{
    public async Task<ErrorOr<OutsideSignIn>> Handle(SignInFromOutside request, CancellationToken cancellationToken)
    {
        var personId = await outside.PersonOfAsync(request.Identity, cancellationToken) ?? await RegisterAsync(request, cancellationToken);
        audit.PersonId = personId;
        if (personId is not { } known)
        {
            audit.Refused = "SignIn.MustProve";
            return OutsideSignIn.MustProve;
        }
        var step = await entrance.EnterAsync(known, SignInMethod.OpenId, cancellationToken, request.Identity.Provider);
        return step == SignInStep.SignedIn ? OutsideSignIn.SignedIn : OutsideSignIn.AwaitsSecondStep;
    }

    private async Task<Guid?> RegisterAsync(SignInFromOutside request, CancellationToken cancellationToken)
    {
        if (MobileNumber.Normalize(request.VerifiedPhone) is not { } phone || await db.PersonByPhoneAsync(cipher, phone, cancellationToken) is not null) return null;
        var name = string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > Fields.MaxName ? null : cipher.Protect(request.Name.Trim(), PersonalDataKind.Name);
        var person = Person.Create(Guid.CreateVersion7(), name, cipher.Protect(phone, PersonalDataKind.Phone), clock.GetUtcNow());
        db.People.Add(person);
        await signIn.AddLoginAsync(person.Id, password: null);
        outside.Link(person.Id, request.Identity);
        return person.Id;
    }
}

/// <summary>Lets an identity that another provider has just proven sign the user in from now on.</summary>
public sealed record LinkOutside(OutsideIdentity Identity) : ICommand<Success>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class LinkOutsideHandler(IOutsideLogins outside, ICurrentUser user, SecondFactors factors, AccountMessages messages) : IRequestHandler<LinkOutside, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(LinkOutside request, CancellationToken cancellationToken)
    {
        var session = await factors.SessionForChangeAsync(user, cancellationToken);
        if (session.IsError) return session.Errors;
        var owner = await outside.PersonOfAsync(request.Identity, cancellationToken);
        if (owner == user.PersonId) return Result.Success;
        if (owner is not null) return Failure.Conflict("Outside.BelongsToAnother");
        if ((await outside.ProvidersOfAsync(user.PersonId!.Value, cancellationToken)).Contains(request.Identity.Provider))
            return Failure.Conflict("Outside.LinkedAlready");
        outside.Link(user.PersonId!.Value, request.Identity);
        await messages.TellAsync(user.PersonId.Value, "已绑定其他账号登录", cancellationToken);
        return Result.Success;
    }
}

/// <summary>Ends a link; the last way to sign in stays.</summary>
public sealed record UnlinkOutside(string? Provider) : ICommand<Success>, IAboutMyself, IAuditedAs
{
    public Permission Permission => Permission.SignedIn;
    public AuditKind AuditKind => AuditKind.Rights;
}

internal sealed class UnlinkOutsideHandler(
    PortalDb db, IOutsideLogins outside, ISignIn signIn, ISmsSender sms, ICurrentUser user, SecondFactors factors, AccountMessages messages, TimeProvider clock)
    : IRequestHandler<UnlinkOutside, ErrorOr<Success>>
{
    public async Task<ErrorOr<Success>> Handle(UnlinkOutside request, CancellationToken cancellationToken)
    {
        var found = await factors.SessionForChangeAsync(user, cancellationToken);
        if (found.IsError) return found.Errors;
        var session = found.Value;
        var others = (await outside.ProvidersOfAsync(session.PersonId, cancellationToken)).Where(p => p != request.Provider);
        if (!others.Any() && !sms.IsAvailable && !await signIn.HasPasswordAsync(session.PersonId)) return Failure.Conflict("Outside.LastWay");
        await outside.UnlinkAsync(session.PersonId, request.Provider ?? "", cancellationToken);
        // What it opened elsewhere ends with it.
        foreach (var opened in await db.Sessions.Where(s => s.PersonId == session.PersonId && s.Id != session.Id && s.Provider == request.Provider && s.EndedAt == null).ToListAsync(cancellationToken))
            opened.End(clock.GetUtcNow());
        await messages.TellAsync(session.PersonId, "已解除其他账号的绑定", cancellationToken);
        return Result.Success;
    }
}

/// <summary>The names of the providers that sign the user in.</summary>
public sealed record ListMyLinks : IQuery<IReadOnlyList<string>>
{
    public Permission Permission => Permission.SignedIn;
}

internal sealed class ListMyLinksHandler(IOutsideLogins outside, ICurrentUser user) : IRequestHandler<ListMyLinks, ErrorOr<IReadOnlyList<string>>>
{
    public async Task<ErrorOr<IReadOnlyList<string>>> Handle(ListMyLinks request, CancellationToken cancellationToken) =>
        ErrorOrFactory.From(await outside.ProvidersOfAsync(user.PersonId!.Value, cancellationToken));
}
