using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;

namespace Tracing.Collector.Receive;

/// <summary>
/// The one message of a unary call: a flag byte, the length in four bytes, the message
/// (gRPC over HTTP2, "Length-Prefixed-Message").
/// </summary>
internal static class GrpcMessage
{
    public const int PrefixBytes = 5;

    /// <summary>What the five bytes say.</summary>
    /// <param name="Compressed">Whether the message is compressed as <c>grpc-encoding</c> says.</param>
    /// <param name="Length">Bytes of the message as sent.</param>
    internal readonly record struct Prefix(bool Compressed, uint Length);

    /// <summary>Reads the prefix; null where the stream ends before it, or it is not one.</summary>
    public static async ValueTask<Prefix?> ReadPrefixAsync(PipeReader reader)
    {
        ReadResult read = await reader.ReadAtLeastAsync(PrefixBytes);
        if (read.Buffer.Length < PrefixBytes)
        {
            reader.AdvanceTo(read.Buffer.End);
            return null;
        }

        Prefix? prefix = Parse(read.Buffer.Slice(0, PrefixBytes));
        reader.AdvanceTo(read.Buffer.GetPosition(PrefixBytes));
        return prefix;
    }

    private static Prefix? Parse(in ReadOnlySequence<byte> bytes)
    {
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        bytes.CopyTo(prefix);
        return prefix[0] > 1 ? null : new Prefix(prefix[0] == 1, BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]));
    }
}
