namespace QingjiangpuPortal.Domain.Notifications;

/// <summary>A browser that shows news while the portal is closed (RFC 8030): its push service's address and the keys for what is sealed for it (RFC 8291).</summary>
public sealed class PushSubscription
{
    public const int MaxPerPerson = 10;
    public const int MaxEndpoint = 1000;

    private PushSubscription() { }

    public Guid Id { get; private set; }
    public Guid PersonId { get; private set; }

    /// <summary>Known to nobody but browser, push service and portal; who has it and our key can send.</summary>
    public string Endpoint { get; private set; } = null!;

    /// <summary>SHA-256 of the address: a browser has one subscription.</summary>
    public byte[] EndpointHash { get; private set; } = null!;

    /// <summary>The browser's public key (P-256) and the secret of its seals, base64url.</summary>
    public string P256dh { get; private set; } = null!;
    public string Auth { get; private set; } = null!;

    /// <summary>Which browser on what, by which its owner knows it again.</summary>
    public string Device { get; private set; } = null!;
    public DateTimeOffset CreatedAt { get; private set; }

    public static PushSubscription Of(Guid id, Guid personId, string endpoint, byte[] endpointHash, string p256dh, string auth, string device, DateTimeOffset at) => new()
    {
        Id = id,
        PersonId = personId,
        Endpoint = endpoint,
        EndpointHash = endpointHash,
        P256dh = p256dh,
        Auth = auth,
        Device = device,
        CreatedAt = at,
    };

    /// <summary>The browser subscribed again, or somebody else signed in with it.</summary>
    public void Renew(Guid personId, string p256dh, string auth, string device, DateTimeOffset at) =>
        (PersonId, P256dh, Auth, Device, CreatedAt) = (personId, p256dh, auth, device, at);
}
