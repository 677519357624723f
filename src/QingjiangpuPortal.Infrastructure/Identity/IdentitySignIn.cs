using System.Security.Claims;
using ErrorOr;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Accounts;
using QingjiangpuPortal.Infrastructure.Persistence;

namespace QingjiangpuPortal.Infrastructure.Identity;

public static class IdentitySchemes
{
    /// <summary>The sealed cookie between the first and the second step.</summary>
    public const string FirstStep = "first-step";
}

/// <summary>Passwords as ASP.NET Core Identity hashes them, sessions in the database. What is added here is saved with the command.</summary>
internal sealed class IdentitySignIn(PortalDbContext db, IPasswordHasher<PortalLogin> hasher, IHttpContextAccessor accessor, TimeProvider clock) : ISignIn
{
    private const string ProviderClaim = "provider";

    // Hashed against when there is no such account, so that the answer takes as long as for one.
    private static readonly PortalLogin Nobody = PortalLogin.For(Guid.Empty);
    private static readonly string NobodysHash = new PasswordHasher<PortalLogin>().HashPassword(Nobody, Guid.NewGuid().ToString());

    private HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("Nobody signs in outside a web request.");

    public Task<ErrorOr<Success>> AddLoginAsync(Guid personId, string? password)
    {
        var login = PortalLogin.For(personId);
        if (password is not null) login.PasswordHash = hasher.HashPassword(login, password);
        db.Add(login);
        return Task.FromResult<ErrorOr<Success>>(Result.Success);
    }

    public async Task<bool> IsPasswordAsync(Guid? personId, string password)
    {
        var login = await db.Set<PortalLogin>().SingleOrDefaultAsync(l => l.Id == (personId ?? Guid.Empty));
        var result = hasher.VerifyHashedPassword(login ?? Nobody, login?.PasswordHash ?? NobodysHash, password);
        if (login?.PasswordHash is null || result == PasswordVerificationResult.Failed) return false;
        // Made with fewer rounds than today's.
        if (result == PasswordVerificationResult.SuccessRehashNeeded) login.PasswordHash = hasher.HashPassword(login, password);
        return true;
    }

    public Task<bool> HasPasswordAsync(Guid personId) => db.Set<PortalLogin>().AnyAsync(l => l.Id == personId && l.PasswordHash != null);

    public async Task<ErrorOr<Success>> SetPasswordAsync(Guid personId, string newPassword)
    {
        var login = await db.Set<PortalLogin>().SingleAsync(l => l.Id == personId);
        login.PasswordHash = hasher.HashPassword(login, newPassword);
        login.ConcurrencyStamp = Guid.NewGuid().ToString();
        return Result.Success;
    }

    public async Task RemovePasswordAsync(Guid personId)
    {
        var login = await db.Set<PortalLogin>().SingleAsync(l => l.Id == personId);
        login.PasswordHash = null;
        login.ConcurrencyStamp = Guid.NewGuid().ToString();
    }

    public Session StartSession(SignedIn who, SessionLife life)
    {
        var now = clock.GetUtcNow();
        var keyHash = SessionCookie.Renew(Http, now + life.Whole);
        var session = Session.Start(
            Guid.CreateVersion7(now), keyHash, who, life,
            Http.Connection.RemoteIpAddress?.ToString(), DeviceName.Of(Http.Request.Headers.UserAgent), now);
        db.Sessions.Add(session);
        return session;
    }

    public void ForgetSession() => SessionCookie.Delete(Http);

    public Task AwaitSecondStepAsync(FirstStep taken)
    {
        var identity = new ClaimsIdentity(
            [
                new(ClaimTypes.NameIdentifier, taken.PersonId.ToString()), new(ClaimTypes.AuthenticationMethod, taken.Method.ToString()),
                .. taken.Provider is { } provider ? [new Claim(ProviderClaim, provider)] : Array.Empty<Claim>(),
            ],
            IdentitySchemes.FirstStep);
        return Http.SignInAsync(IdentitySchemes.FirstStep, new ClaimsPrincipal(identity));
    }

    public async Task<FirstStep?> FirstStepAsync()
    {
        var taken = (await Http.AuthenticateAsync(IdentitySchemes.FirstStep)).Principal;
        return Guid.TryParse(taken?.FindFirstValue(ClaimTypes.NameIdentifier), out var personId)
            && Enum.TryParse<SignInMethod>(taken.FindFirstValue(ClaimTypes.AuthenticationMethod), out var method)
            ? new(personId, method, taken.FindFirstValue(ProviderClaim)) : null;
    }

    public Task ForgetFirstStepAsync() => Http.SignOutAsync(IdentitySchemes.FirstStep);
}
