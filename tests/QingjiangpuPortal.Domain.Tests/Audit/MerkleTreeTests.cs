using System.Security.Cryptography;
using CsCheck;
using QingjiangpuPortal.Domain.Audit;

namespace QingjiangpuPortal.Domain.Tests.Audit;

/// <summary>The vectors are those of the reference implementation of Certificate Transparency (merkle_tree_test.cc).</summary>
public sealed class MerkleTreeTests
{
    private static readonly string[] Contents =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly Gen<byte[][]> Leaves = Gen.Byte.Array[0, 20].Array[1, 70];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Roots_are_those_of_Certificate_Transparency(int leaves, string root) =>
        Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root([.. Contents.Take(leaves).Select(c => MerkleTree.Leaf(Convert.FromHexString(c)))])));

    [Fact]
    public void The_proof_of_every_leaf_leads_to_the_root_and_that_of_any_other_leaf_does_not() =>
        Gen.Select(Leaves, Gen.Byte.Array[0, 20]).Sample((contents, other) =>
        {
            var leaves = contents.Select(c => MerkleTree.Leaf(c)).ToArray();
            var root = MerkleTree.Root(leaves);
            var stranger = MerkleTree.Leaf(other);
            for (var index = 0; index < leaves.Length; index++)
            {
                var proof = MerkleTree.Proof(leaves, index);
                Assert.Equal(root, RootBy(proof, leaves[index], index, leaves.Length));
                if (!stranger.AsSpan().SequenceEqual(leaves[index])) Assert.NotEqual(root, RootBy(proof, stranger, index, leaves.Length));
            }
        }, iter: 100);

    [Fact]
    public void A_root_changes_with_any_leaf_their_order_and_their_number() =>
        Gen.Select(Leaves, Gen.Int[0, int.MaxValue]).Sample((contents, at) =>
        {
            var leaves = contents.Select(c => MerkleTree.Leaf(c)).ToArray();
            var root = MerkleTree.Root(leaves);
            byte[][] changed = [.. leaves];
            changed[at % leaves.Length] = MerkleTree.Leaf([.. contents[at % leaves.Length], 0]);
            Assert.NotEqual(root, MerkleTree.Root(changed));
            Assert.NotEqual(root, MerkleTree.Root([.. leaves, leaves[^1]]));
            byte[][] reversed = [.. leaves.Reverse()];
            if (!leaves[0].AsSpan().SequenceEqual(leaves[^1])) Assert.NotEqual(root, MerkleTree.Root(reversed));
        }, iter: 300);

    /// <summary>As whoever holds one line and a published root computes it: RFC 9162, section 2.1.3.2.</summary>
    private static byte[] RootBy(IReadOnlyList<byte[]> proof, byte[] leaf, int index, int size)
    {
        var (fn, sn, r) = (index, size - 1, leaf);
        foreach (var p in proof)
        {
            if ((fn & 1) == 1 || fn == sn)
            {
                r = SHA256.HashData([1, .. p, .. r]);
                while ((fn & 1) == 0 && fn != 0) (fn, sn) = (fn >> 1, sn >> 1);
            }
            else
            {
                r = SHA256.HashData([1, .. r, .. p]);
            }
            (fn, sn) = (fn >> 1, sn >> 1);
        }
        Assert.Equal(0, sn);
        return r;
    }
}
