using System.Numerics;
using System.Security.Cryptography;

namespace QingjiangpuPortal.Domain.Audit;

/// <summary>
/// The Merkle tree of RFC 6962, section 2.1 (SHA-256; a leaf is hashed behind 0x00 and a node behind 0x01, so that neither
/// can pass for the other). A root stands for all leaves in their order, and a proof shows one leaf without the others.
/// </summary>
public static class MerkleTree
{
    public static byte[] Leaf(ReadOnlySpan<byte> content) => SHA256.HashData([0x00, .. content]);

    public static byte[] Root(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 0) return SHA256.HashData([]);
        if (leaves.Length == 1) return leaves[0];
        var left = LeftOf(leaves.Length);
        return Node(Root(leaves[..left]), Root(leaves[left..]));
    }

    /// <summary>What is beside the way from one leaf up to the root, from below.</summary>
    public static IReadOnlyList<byte[]> Proof(ReadOnlySpan<byte[]> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Length);
        if (leaves.Length == 1) return [];
        var left = LeftOf(leaves.Length);
        return index < left
            ? [.. Proof(leaves[..left], index), Root(leaves[left..])]
            : [.. Proof(leaves[left..], index - left), Root(leaves[..left])];
    }

    private static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([0x01, .. left, .. right]);

    /// <summary>How many leaves are left of the top: the largest power of two that is smaller than all.</summary>
    private static int LeftOf(int leaves) => 1 << BitOperations.Log2((uint)leaves - 1);
}
