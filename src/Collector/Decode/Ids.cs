using System.Runtime.CompilerServices;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>Trace and span ids: 16 and 8 bytes, of which all zero is invalid (opentelemetry-proto, <c>Span.trace_id</c>).</summary>
internal static unsafe class Ids
{
    public const int TraceBytes = 16;
    public const int SpanBytes = 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZeroTrace(byte* id) =>
        (Unsafe.ReadUnaligned<ulong>(id) | Unsafe.ReadUnaligned<ulong>(id + sizeof(ulong))) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZeroSpan(byte* id) => Unsafe.ReadUnaligned<ulong>(id) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AppendTrace(ColumnBuffer to, Slice id)
    {
        to.Ensure((TraceBytes * 2) + 1);
        if (id.IsEmpty)
        {
            to.AppendByte(0);
        }
        else
        {
            to.AppendHex16(id.Start);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AppendSpan(ColumnBuffer to, Slice id)
    {
        to.Ensure((SpanBytes * 2) + 1);
        if (id.IsEmpty)
        {
            to.AppendByte(0);
        }
        else
        {
            to.AppendHex8(id.Start);
        }
    }
}
