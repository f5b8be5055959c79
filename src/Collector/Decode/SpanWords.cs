using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>Span kinds and status codes as the OpenTelemetry ClickHouse exporter writes them; unknown numbers are the first word.</summary>
internal static unsafe class SpanWords
{
    private const int Stride = 16;
    private const int KindCount = 6;
    private const int StatusCount = 3;

    private static ReadOnlySpan<byte> Kinds =>
        "\u000bUnspecified\0\0\0\0\u0008Internal\0\0\0\0\0\0\0\u0006Server\0\0\0\0\0\0\0\0\0\u0006Client\0\0\0\0\0\0\0\0\0\u0008Producer\0\0\0\0\0\0\0\u0008Consumer\0\0\0\0\0\0\0"u8;

    private static ReadOnlySpan<byte> Statuses =>
        "\u0005Unset\0\0\0\0\0\0\0\0\0\0\u0002Ok\0\0\0\0\0\0\0\0\0\0\0\0\0\u0005Error\0\0\0\0\0\0\0\0\0\0"u8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AppendKind(ColumnBuffer to, int kind) => Append(to, Kinds, (uint)kind < KindCount ? kind : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AppendStatus(ColumnBuffer to, int code) => Append(to, Statuses, (uint)code < StatusCount ? code : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Append(ColumnBuffer to, ReadOnlySpan<byte> words, int index)
    {
        to.Ensure(Stride);
        ref byte word = ref Unsafe.Add(ref MemoryMarshal.GetReference(words), index * Stride);
        Vector128.LoadUnsafe(ref word).Store(to.End);
        to.Advance(word + 1);
    }
}
