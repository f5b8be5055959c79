namespace Tracing.Collector.Tests.Decode;

/// <summary>Damages bytes as networks, bugs and attackers do.</summary>
internal sealed class Mutations(IReadOnlyList<byte[]> corpus, int seed)
{
    private readonly Random random = new(seed);

    public byte[] Next()
    {
        var bytes = new List<byte>(corpus[random.Next(corpus.Count)]);
        // Mostly one: a body with many wounds is refused for the first.
        for (int i = Math.Max(1, random.Next(-3, 4)); i > 0; i--)
        {
            Mutate(bytes);
        }

        return [.. bytes];
    }

    private void Mutate(List<byte> bytes)
    {
        int at = random.Next(bytes.Count + 1);
        int length = Math.Min(random.Next(1, 40), bytes.Count - at);
        switch (random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 when at < bytes.Count:
                // Where this is a length, it now points elsewhere.
                bytes[at] = (byte)(bytes[at] + random.Next(-3, 4));
                break;
            case 3:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 4:
                bytes.RemoveRange(at, length);
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 6:
                byte[] other = corpus[random.Next(corpus.Count)];
                int from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(random.Next(1, 60), other.Length - from)).ToArray());
                break;
            default:
                bytes.InsertRange(at, Interesting[random.Next(Interesting.Length)]);
                break;
        }
    }

    private static readonly byte[][] Interesting =
    [
        [0xff, 0xff, 0xff, 0xff, 0x0f],
        [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01],
        [0xff, 0xff, 0xff, 0xff, 0x07],
        [0x80, 0x00],
        [0x00],
        [0x0b, 0x0c],
        [0xc3, 0x28],
        [0xed, 0xa0, 0x80],
        "\"\\ud800\""u8.ToArray(),
        "1e400"u8.ToArray(),
        "[[[[[[[["u8.ToArray(),
        "{\"\":"u8.ToArray(),
        "null"u8.ToArray(),
        ","u8.ToArray(),
    ];
}
