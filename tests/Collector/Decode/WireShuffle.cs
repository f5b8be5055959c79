using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Tracing.Collector.Tests.Decode;

/// <summary>
/// Rewrites a message as another sender might have: fields in any order, unknown fields between them, singular messages in
/// two parts, lengths and tags as longer varints than needed. The meaning stays the same.
/// </summary>
internal static class WireShuffle
{
    public static byte[] Of(IMessage message, Random random) => Rewrite(message.ToByteArray(), message.Descriptor, random);

    private static byte[] Rewrite(byte[] bytes, MessageDescriptor descriptor, Random random)
    {
        var fields = new List<(int Number, byte[] Bytes)>();
        var input = new CodedInputStream(bytes);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            FieldDescriptor field = descriptor.FindFieldByNumber((int)(tag >> 3));
            if ((tag & 7) == 2)
            {
                byte[] payload = input.ReadBytes().ToByteArray();
                foreach (byte[] part in Parts(payload, field, random))
                {
                    fields.Add((field.FieldNumber, Delimited(tag, part, random)));
                }
            }
            else
            {
                fields.Add((field.FieldNumber, Scalar(tag, input, random)));
            }
        }

        // Fields of one number keep their order, for that is the order of their items.
        var order = fields.Select(field => field.Number).ToArray();
        random.Shuffle(order);
        var queues = fields.GroupBy(field => field.Number).ToDictionary(group => group.Key, group => new Queue<byte[]>(group.Select(field => field.Bytes)));
        using var output = new MemoryStream();
        foreach (int number in order)
        {
            Unknown(output, random);
            output.Write(queues[number].Dequeue());
        }

        Unknown(output, random);
        return output.ToArray();
    }

    private static IEnumerable<byte[]> Parts(byte[] payload, FieldDescriptor field, Random random)
    {
        if (field.FieldType != FieldType.Message)
        {
            return [payload];
        }

        byte[] whole = Rewrite(payload, field.MessageType, random);
        if (field.IsRepeated || random.Next(4) > 0)
        {
            return [whole];
        }

        int cut = Boundary(whole, random);
        return [whole[..cut], whole[cut..]];
    }

    // A place between two fields of a message.
    private static int Boundary(byte[] message, Random random)
    {
        var places = new List<int> { 0 };
        var input = new CodedInputStream(message);
        while (input.ReadTag() != 0)
        {
            input.SkipLastField();
            places.Add((int)input.Position);
        }

        return places[random.Next(places.Count)];
    }

    private static byte[] Delimited(uint tag, byte[] payload, Random random) =>
        [.. Varint(tag, random), .. Varint((ulong)payload.Length, random), .. payload];

    private static byte[] Scalar(uint tag, CodedInputStream input, Random random) => (tag & 7) switch
    {
        0 => [.. Varint(tag, random), .. Varint(input.ReadUInt64(), random)],
        1 => [.. Varint(tag, random), .. BitConverter.GetBytes(input.ReadFixed64())],
        _ => [.. Varint(tag, random), .. BitConverter.GetBytes(input.ReadFixed32())],
    };

    private static byte[] Varint(ulong value, Random random)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        if (bytes.Count < 4 && random.Next(20) == 0)
        {
            bytes[^1] |= 0x80;
            bytes.Add(0);
        }

        return [.. bytes];
    }

    private static void Unknown(MemoryStream output, Random random)
    {
        if (random.Next(12) > 0)
        {
            return;
        }

        ReadOnlySpan<byte> field = random.Next(5) switch
        {
            0 => [0xa0, 0x1f, 0x96, 0x01],
            1 => [0xa1, 0x1f, 1, 2, 3, 4, 5, 6, 7, 8],
            2 => [0xa2, 0x1f, 3, 0x0a, 0xff, 0x00],
            3 => [0xa3, 0x1f, 0x08, 0x01, 0xab, 0x1f, 0xac, 0x1f, 0xa4, 0x1f],
            _ => [0xa5, 0x1f, 1, 2, 3, 4],
        };
        output.Write(field);
    }
}
