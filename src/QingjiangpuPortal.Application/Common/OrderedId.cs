using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QingjiangpuPortal.Application.Common;

/// <summary>
/// UUIDs of version 7 that keep the order in which this process asked for them, also within one millisecond (RFC 9562,
/// section 6.2: a counter follows the time). <see cref="Guid.CreateVersion7()"/> promises no such order.
/// </summary>
public static class OrderedId
{
    private const int CounterBits = 12;
    private static long _last;

    public static Guid Next(DateTimeOffset at)
    {
        long last, next;
        do
        {
            last = Volatile.Read(ref _last);
            next = Math.Max(at.ToUnixTimeMilliseconds() << CounterBits, last + 1);
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);

        Span<byte> id = stackalloc byte[16];
        RandomNumberGenerator.Fill(id);
        // 48 bits of milliseconds, the version, 12 bits of counter; then the variant and random bits.
        BinaryPrimitives.WriteInt64BigEndian(id, ((next >> CounterBits) << 16) | 0x7000 | (next & 0xFFF));
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id, bigEndian: true);
    }
}
