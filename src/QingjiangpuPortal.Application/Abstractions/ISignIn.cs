using ErrorOr;
using QingjiangpuPortal.Domain.Accounts;

namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>
/// The login beside a person: password, session and what the browser remembers of a sign-in. A port because ASP.NET Core
/// Identity and cookies, which do it, are Infrastructure's; nothing here knows how a password is kept.
/// </summary>
public interface ISignIn
{
    /// <summary>Adds the login of a new person to what is being saved; <paramref name="password"/> may be missing (codes only).</summary>
    Task<ErrorOr<Success>> AddLoginAsync(Guid personId, string? password);

    /// <summary>Takes as long for somebody who does not exist (<c>null</c>) or has no password as for a wrong one.</summary>
    Task<bool> IsPasswordAsync(Guid? personId, string password);

    Task<bool> HasPasswordAsync(Guid personId);

    /// <summary>Sets the password, in place of any other. Whether it may be set is for the caller to know.</summary>
    Task<ErrorOr<Success>> SetPasswordAsync(Guid personId, string newPassword);

    /// <summary>From now on no password opens the account, until a new one is set.</summary>
    Task RemovePasswordAsync(Guid personId);

    /// <summary>Starts a session in this browser, under a key that never was before.</summary>
    Session StartSession(SignedIn who, SessionLife life);

    /// <summary>Forgets the session in this browser.</summary>
    void ForgetSession();

    /// <summary>Remembers, sealed and for ten minutes, who has taken the first of two steps.</summary>
    Task AwaitSecondStepAsync(FirstStep taken);

    /// <summary>Who has taken the first step in this browser; <c>null</c> for nobody.</summary>
    Task<FirstStep?> FirstStepAsync();

    Task ForgetFirstStepAsync();
}

/// <param name="Provider">The other provider that has proven who it is, with <see cref="SignInMethod.OpenId"/>.</param>
public sealed record FirstStep(Guid PersonId, SignInMethod Method, string? Provider = null);
