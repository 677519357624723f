using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using QingjiangpuPortal.Domain.Audit;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Domain.Tests.Audit;

public sealed class AuditEntryTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    private static readonly Guid Id = new("0195554a-8c00-7000-8000-000000000001");

    private static readonly Gen<AuditEntry.Act> Acts =
        from kind in Gen.Enum<AuditKind>()
        from texts in Gen.String[Gen.Char["ab张"], 0, 2].Array[4]
        from hasSubject in Gen.Bool
        from hasReason in Gen.Bool
        select new AuditEntry.Act(kind, texts[0], hasSubject ? "S" : null, hasSubject ? texts[1] : null, null, texts[2], hasReason ? texts[3] : null);

    [Fact]
    public void The_fingerprint_is_made_of_the_documented_bytes()
    {
        var entry = AuditEntry.Of(Id, At.AddTicks(7), new(AuditKind.Reveal, "ContactReporter", "GridReport", "7", null, "done", "核实"),
            new(ActorId: null, IsSystem: false, new HeldPost(PostKind.GridWorker, "320812001001001"), "::1", SessionId: null));

        byte[] expected =
        [
            0, .. Text("audit-entry-1"), .. Field(Id.ToByteArray(bigEndian: true)), .. Number(1772416800_000000), .. Number(3), .. Text("ContactReporter"),
            .. Nothing, .. Number(0), .. Number((long)PostKind.GridWorker), .. Text("320812001001001"), .. Nothing, .. Text("::1"), .. Nothing,
            .. Text("GridReport"), .. Text("7"), .. Nothing, .. Text("done"), .. Text("核实"),
        ];
        Assert.Equal(Convert.ToHexString(SHA256.HashData(expected)), Convert.ToHexString(entry.LeafHash()));
    }

    [Fact]
    public void Two_different_lines_never_have_one_fingerprint() =>
        Gen.Select(Acts, Acts).Sample((one, other) =>
            Assert.Equal(one == other, HashOf(one).AsSpan().SequenceEqual(HashOf(other))));

    private static byte[] HashOf(AuditEntry.Act act) => AuditEntry.Of(Id, At, act, new(null, false, null, null, null)).LeafHash();

    private static readonly byte[] Nothing = [0xFF, 0xFF, 0xFF, 0xFF];

    private static byte[] Text(string text) => Field(Encoding.UTF8.GetBytes(text));

    private static byte[] Number(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return Field(bytes);
    }

    private static byte[] Field(byte[] value) => [0, 0, 0, (byte)value.Length, .. value];
}
