using ErrorOr;

namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>
/// The login beside a person: password, lockout, session. A port because ASP.NET Core Identity, which does it, is
/// Infrastructure's; nothing here knows how a password is kept.
/// </summary>
public interface ISignIn
{
    /// <summary>Adds the login of a new person to what is being saved; <paramref name="password"/> may be missing (codes only).</summary>
    Task<ErrorOr<Success>> AddLoginAsync(Guid personId, string? password);

    /// <summary>
    /// Checks a password and opens a session. Fails with <c>SignIn.Wrong</c>, and with <c>SignIn.LockedOut</c> after five
    /// failures for fifteen minutes.
    /// </summary>
    Task<ErrorOr<Success>> WithPasswordAsync(Guid personId, string password);

    /// <summary>Opens a session for somebody whose one-time code was right; refused while locked out.</summary>
    Task<ErrorOr<Success>> WithoutPasswordAsync(Guid personId);

    Task<ErrorOr<Success>> SetPasswordAsync(Guid personId, string? currentPassword, string newPassword);

    /// <summary>Checks a password once more for somebody who is signed in; a failure counts as <see cref="WithPasswordAsync"/>'s do.</summary>
    Task<ErrorOr<Success>> ConfirmPasswordAsync(Guid personId, string password);

    Task<bool> HasPasswordAsync(Guid personId);

    /// <summary>
    /// Opens a session for somebody whom another provider has proven; refused while locked out. The session says how it was
    /// opened (claim <c>AuthenticationMethod</c>, <see cref="OutsideMethod"/>), for whoever asks for a second factor.
    /// </summary>
    Task<ErrorOr<Success>> FromOutsideAsync(Guid personId, string provider);

    static string OutsideMethod(string provider) => "openid:" + provider;

    Task SignOutAsync();
}
