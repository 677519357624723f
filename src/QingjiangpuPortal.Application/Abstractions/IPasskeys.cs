using ErrorOr;

namespace QingjiangpuPortal.Application.Abstractions;

/// <summary>Passkeys (WebAuthn level 3), which ASP.NET Core Identity does; the JSON is that of <c>PublicKeyCredential</c>.</summary>
public interface IPasskeys
{
    Task<IReadOnlyList<Passkey>> OfAsync(Guid personId);

    /// <summary>What the browser needs to make one. The challenge is remembered, sealed, by the browser.</summary>
    Task<string> CreationOptionsAsync(Guid personId);

    /// <summary>Checks what the browser made and keeps it.</summary>
    Task<ErrorOr<Success>> AddAsync(Guid personId, string credentialJson, string name);

    /// <returns>Whether there was one of that id.</returns>
    Task<bool> RemoveAsync(Guid personId, string id);

    /// <summary>What the browser needs to sign in with any passkey it has.</summary>
    Task<string> RequestOptionsAsync();

    /// <summary>Whose passkey signed the challenge, with the owner's presence verified; <c>null</c> when it is not good.</summary>
    Task<Guid?> VerifyAsync(string credentialJson);
}

/// <param name="Id">The credential's id in base64url.</param>
public sealed record Passkey(string Id, string Name, DateTimeOffset CreatedAt);
