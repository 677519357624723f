using ErrorOr;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Infrastructure.Identity;

/// <summary>
/// ASP.NET Core Identity behind <see cref="ISignIn"/>. Identity saves by itself (a failed try must be counted although the
/// command fails); what the handler added to the context before goes with that save.
/// </summary>
internal sealed class IdentitySignIn(UserManager<PortalLogin> logins, SignInManager<PortalLogin> signIn) : ISignIn
{
    // Hashed against when there is no such account, so that the answer takes as long as for one.
    private static readonly PortalLogin Nobody = PortalLogin.For(Guid.Empty);
    private static readonly string NobodysHash = new PasswordHasher<PortalLogin>().HashPassword(Nobody, Guid.NewGuid().ToString());

    public async Task<ErrorOr<Success>> AddLoginAsync(Guid personId, string? password)
    {
        var login = PortalLogin.For(personId);
        var created = password is null ? await logins.CreateAsync(login) : await logins.CreateAsync(login, password);
        return created.Succeeded ? Result.Success : Failed(created, "Password");
    }

    public async Task<ErrorOr<Success>> WithPasswordAsync(Guid personId, string password)
    {
        if (await logins.FindByIdAsync(personId.ToString()) is not { PasswordHash: not null } login)
        {
            logins.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            return Wrong;
        }
        var result = await signIn.PasswordSignInAsync(login, password, isPersistent: true, lockoutOnFailure: true);
        return result.Succeeded ? Result.Success : result.IsLockedOut ? LockedOut() : Wrong;
    }

    public async Task<ErrorOr<Success>> WithoutPasswordAsync(Guid personId)
    {
        var login = await logins.FindByIdAsync(personId.ToString()) ?? throw new InvalidOperationException("The person has no login.");
        if (await logins.IsLockedOutAsync(login)) return LockedOut();
        await signIn.SignInAsync(login, new AuthenticationProperties { IsPersistent = true });
        return Result.Success;
    }

    public async Task<ErrorOr<Success>> SetPasswordAsync(Guid personId, string? currentPassword, string newPassword)
    {
        var login = await logins.FindByIdAsync(personId.ToString()) ?? throw new InvalidOperationException("The person has no login.");
        if (login.PasswordHash is not null && !await logins.CheckPasswordAsync(login, currentPassword ?? ""))
            return Failure.Invalid("Password.CurrentWrong", "CurrentPassword");
        var changed = login.PasswordHash is null
            ? await logins.AddPasswordAsync(login, newPassword)
            : await logins.ChangePasswordAsync(login, currentPassword!, newPassword);
        if (!changed.Succeeded) return Failed(changed, "NewPassword");
        // The security stamp changed, which ends the other sessions; this one goes on.
        await signIn.RefreshSignInAsync(login);
        return Result.Success;
    }

    public async Task<ErrorOr<Success>> ConfirmPasswordAsync(Guid personId, string password)
    {
        var login = await logins.FindByIdAsync(personId.ToString()) ?? throw new InvalidOperationException("The person has no login.");
        var result = await signIn.CheckPasswordSignInAsync(login, password, lockoutOnFailure: true);
        return result.Succeeded ? Result.Success : result.IsLockedOut ? LockedOut() : Failure.Invalid("Password.CurrentWrong", "Password");
    }

    public async Task<bool> HasPasswordAsync(Guid personId) =>
        await logins.FindByIdAsync(personId.ToString()) is { PasswordHash: not null };

    public async Task<ErrorOr<Success>> FromOutsideAsync(Guid personId, string provider)
    {
        var login = await logins.FindByIdAsync(personId.ToString()) ?? throw new InvalidOperationException("The person has no login.");
        if (await logins.IsLockedOutAsync(login)) return LockedOut();
        await signIn.SignInAsync(login, new AuthenticationProperties { IsPersistent = true }, ISignIn.OutsideMethod(provider));
        return Result.Success;
    }

    public Task SignOutAsync() => signIn.SignOutAsync();

    private static Error Wrong => Failure.Invalid("SignIn.Wrong", "Password");

    private Error LockedOut() => Failure.Invalid("SignIn.LockedOut", "Password", (int)logins.Options.Lockout.DefaultLockoutTimeSpan.TotalMinutes);

    private static Error Failed(IdentityResult result, string field) => Failure.Invalid("Password." + result.Errors.First().Code, field);
}
