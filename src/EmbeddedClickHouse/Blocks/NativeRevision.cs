using System.Buffers;
using System.Text;

namespace Tracing.EmbeddedClickHouse.Blocks;

/// <summary>
/// Writes Native blocks as a client of a given protocol version expects them. The engine writes those of version
/// 0; Go's client, and with it Grafana's plugin, asks for its own (<c>client_protocol_version</c>): a block then begins
/// with information about itself, and a flag after each column's type says that its serialization is the usual one.
/// </summary>
internal sealed class NativeRevision(long revision)
{
    private const long WithBlockInfo = 51903;
    private const long WithSerializationFlag = 54454;
    private readonly Dictionary<string, NativeType> types = new(StringComparer.Ordinal);

    /// <summary>Whether this version differs from what the engine writes.</summary>
    public bool Differs => revision >= WithBlockInfo;

    /// <summary>Rewrites whole blocks.</summary>
    /// <exception cref="EngineException">Code 48: a column's type is not known here.</exception>
    public byte[] Rewrite(ReadOnlySpan<byte> blocks)
    {
        var output = new ArrayBufferWriter<byte>(blocks.Length + 256);
        var reader = new NativeReader(blocks);
        while (!reader.AtEnd)
        {
            // Field 1, is_overflows: false. Field 2, bucket_num: -1. End of fields.
            output.Write<byte>([1, 0, 2, 0xff, 0xff, 0xff, 0xff, 0]);
            var start = reader.Position;
            var columns = reader.Number();
            var rows = reader.Number();
            output.Write(blocks[start..reader.Position]);
            for (var i = 0; i < columns; i++)
            {
                start = reader.Position;
                reader.Text();
                var type = TypeOf(Encoding.UTF8.GetString(reader.Text()));
                output.Write(blocks[start..reader.Position]);
                if (revision >= WithSerializationFlag)
                {
                    output.Write<byte>([0]);
                }

                start = reader.Position;
                if (rows > 0)
                {
                    reader.Skip(type.PrefixLength);
                    reader.Skip(type.Length(blocks[reader.Position..], rows));
                }

                output.Write(blocks[start..reader.Position]);
            }
        }

        return output.WrittenSpan.ToArray();
    }

    private NativeType TypeOf(string name)
    {
        if (!types.TryGetValue(name, out var type))
        {
            type = NativeTypeParser.Parse(name);
            types[name] = type;
        }

        return type;
    }
}
