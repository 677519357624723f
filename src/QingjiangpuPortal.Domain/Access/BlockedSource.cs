using System.Net;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;

namespace QingjiangpuPortal.Domain.Access;

/// <summary>A network or an account that the portal does not answer for a time, by a system administrator or by itself.</summary>
public sealed class BlockedSource
{
    /// <summary>The longest time: whoever must stay away longer is blocked again, by somebody who thought of it again.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromDays(90);

    /// <summary>The widest networks that can be blocked; wider ones would shut out a city.</summary>
    public const int WidestV4 = 16;
    public const int WidestV6 = 32;

    private BlockedSource() { }

    public Guid Id { get; private set; }

    /// <summary>An address or a network, as <c>203.0.113.0/24</c>; <c>null</c> when an account is blocked.</summary>
    public string? Network { get; private set; }
    public Guid? PersonId { get; private set; }
    public string Reason { get; private set; } = null!;
    public DateTimeOffset BlockedAt { get; private set; }

    /// <summary><c>null</c> for the portal itself.</summary>
    public Guid? BlockedById { get; private set; }
    public DateTimeOffset Until { get; private set; }

    /// <summary>When somebody ended it before its time.</summary>
    public DateTimeOffset? EndedAt { get; private set; }
    public Guid? EndedById { get; private set; }
    public uint Version { get; private set; }

    public static BlockedSource OfNetwork(Guid id, IPNetwork network, string reason, Guid? by, DateTimeOffset at, DateTimeOffset until) =>
        new() { Id = id, Network = network.ToString(), Reason = reason, BlockedById = by, BlockedAt = at, Until = until };

    public static BlockedSource OfAccount(Guid id, Guid personId, string reason, Guid? by, DateTimeOffset at, DateTimeOffset until) =>
        new() { Id = id, PersonId = personId, Reason = reason, BlockedById = by, BlockedAt = at, Until = until };

    public ErrorOr<Success> End(Guid? by, DateTimeOffset at)
    {
        if (EndedAt is not null || Until <= at) return Failure.Conflict("Block.OverAlready");
        (EndedAt, EndedById) = (at, by);
        return Result.Success;
    }

    /// <summary>An address or a network as people write it; <c>null</c> when it is neither, or too wide.</summary>
    public static IPNetwork? Parse(string? typed)
    {
        var text = typed?.Trim();
        if (IPAddress.TryParse(text, out var address)) return new IPNetwork(Plain(address), Plain(address).GetAddressBytes().Length * 8);
        if (!IPNetwork.TryParse(text, out var network)) return null;
        var widest = network.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? WidestV4 : WidestV6;
        return network.PrefixLength >= widest ? network : null;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
