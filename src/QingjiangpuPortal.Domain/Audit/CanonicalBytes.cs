using System.Buffers.Binary;
using System.Text;

namespace QingjiangpuPortal.Domain.Audit;

/// <summary>
/// Fields one after another, each behind its length (four bytes, big-endian; all ones for nothing), so that no two different
/// rows have the same bytes. The README beside this says which fields in which order.
/// </summary>
internal sealed class CanonicalBytes
{
    private const uint Nothing = uint.MaxValue;
    private readonly List<byte> _bytes = new(256);

    public ReadOnlySpan<byte> Span => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes);

    public CanonicalBytes Add(string? text) => text is null ? AddNothing() : Add(Encoding.UTF8.GetBytes(text));

    public CanonicalBytes Add(Guid? id)
    {
        if (id is not { } value) return AddNothing();
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Add(bytes);
    }

    public CanonicalBytes Add(long? number)
    {
        if (number is not { } value) return AddNothing();
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, value);
        return Add(bytes);
    }

    /// <summary>Microseconds since 1970, which is as precise as the database keeps it.</summary>
    public CanonicalBytes Add(DateTimeOffset at) => Add((at - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    public CanonicalBytes Add(ReadOnlySpan<byte> value)
    {
        AddLength((uint)value.Length);
        _bytes.AddRange(value);
        return this;
    }

    private CanonicalBytes AddNothing()
    {
        AddLength(Nothing);
        return this;
    }

    private void AddLength(uint length)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, length);
        _bytes.AddRange(bytes);
    }
}
