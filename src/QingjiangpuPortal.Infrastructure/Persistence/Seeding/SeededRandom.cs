using System.Buffers.Binary;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding;

/// <summary>Chance that repeats itself: the same seed draws the same, on every machine. Not for secrets.</summary>
internal sealed class SeededRandom(int seed)
{
#pragma warning disable CA5394 // Repeatable on purpose; nothing here protects anything.
    private readonly Random _random = new(seed);

    public int Below(int end) => _random.Next(end);

    public double Between(double low, double high) => low + (high - low) * _random.NextDouble();

    public bool Chance(double share) => _random.NextDouble() < share;

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    /// <summary>
    /// A UUIDv7 (RFC 9562, section 6.2) of that time, so that keys grow with the rows as those of real ones do.
    /// </summary>
    /// <param name="order">The place among those of one millisecond, 0 to 4095.</param>
    public Guid NextId(DateTimeOffset at, int order = 0)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, at.ToUnixTimeMilliseconds() << 16);
        BinaryPrimitives.WriteInt16BigEndian(bytes[6..], (short)(0x7000 | order));
        _random.NextBytes(bytes[8..]);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
#pragma warning restore CA5394
}

/// <summary>Draws indexes with given weights.</summary>
internal sealed class WeightedDraw
{
    private readonly double[] _upTo;

    public WeightedDraw(IEnumerable<double> weights)
    {
        var sum = 0.0;
        _upTo = [.. weights.Select(weight => sum += weight)];
    }

    public int Next(SeededRandom random)
    {
        var found = Array.BinarySearch(_upTo, random.Between(0, _upTo[^1]));
        return Math.Min(found < 0 ? ~found : found + 1, _upTo.Length - 1);
    }
}
