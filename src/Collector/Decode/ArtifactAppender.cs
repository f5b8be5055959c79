using System.Globalization;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>Writes a <c>bench.artifact</c> log record as a chunk of an artifact. Kinds and formats are data: unknown ones are kept.</summary>
internal sealed unsafe class ArtifactAppender(DecodeSession session)
{
    private const int Sha256Digits = 64;

    /// <summary>Writes the chunk.</summary>
    /// <param name="columns">Where.</param>
    /// <param name="attributes">The record's attributes, open.</param>
    /// <param name="log">The record.</param>
    /// <returns>Why it cannot be stored; nothing is written then.</returns>
    public RecordFault Append(ArtifactColumns columns, MapColumns attributes, ref LogFields log)
    {
        RecordFault fault = Judge(attributes, ref log, out uint sequence);
        if (fault != RecordFault.None)
        {
            return fault;
        }

        // An artifact in one piece need not number its only chunk.
        bool single = !AttributeLookup.TryFind(attributes, "bench.artifact.seq"u8, out _, out _) &&
            !AttributeLookup.TryFind(attributes, "bench.artifact.last"u8, out _, out _);

        if (columns.TryOpenPrefix(session.Bind(log.TraceId.Start)))
        {
            columns.RunId.AppendAll(session.Resource.Run.Id);
        }

        Copy(columns.Kind, attributes, "bench.artifact.kind"u8);
        Copy(columns.Format, attributes, "bench.artifact.format"u8);
        Copy(columns.Made, attributes, "bench.artifact.made"u8);
        Copy(columns.Encoding, attributes, "bench.artifact.encoding"u8);
        CopyLower(columns.Sha256, attributes);
        columns.Sequence.Ensure(sizeof(uint));
        columns.Sequence.AppendUInt32(sequence);
        AppendBool(columns.Last, single || IsTrue(attributes, "bench.artifact.last"u8));
        AppendBool(columns.Truncated, IsTrue(attributes, "bench.artifact.truncated"u8));
        columns.Body.AppendString(log.Body.Span);
        Ids.AppendTrace(columns.TraceId, log.TraceId);
        Ids.AppendSpan(columns.SpanId, log.SpanId);
        columns.Timestamp.AppendInt64((long)log.Time);
        columns.RowId.AppendUInt128(session.Context.RequestHash + (UInt128)session.Findings.Records);
        columns.AddRow();
        return RecordFault.None;
    }

    private RecordFault Judge(MapColumns attributes, ref LogFields log, out uint sequence)
    {
        sequence = 0;
        if (log.BodyType is not (0 or AttributeTypes.Empty or AttributeTypes.Text or AttributeTypes.Bytes))
        {
            return RecordFault.ArtifactBody;
        }

        if (log.Body.Length > session.Limits.MaxArtifactChunkBytes)
        {
            return RecordFault.ArtifactChunkTooLarge;
        }

        if (!AttributeLookup.TryFindText(attributes, "bench.artifact.kind"u8, out ReadOnlySpan<byte> kind) || kind.IsEmpty)
        {
            return RecordFault.ArtifactKind;
        }

        if (AttributeLookup.TryFind(attributes, "bench.artifact.seq"u8, out ReadOnlySpan<byte> text, out byte type) &&
            (type is not (AttributeTypes.Int or AttributeTypes.Text) ||
            !uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out sequence)))
        {
            return RecordFault.ArtifactSequence;
        }

        return AttributeLookup.TryFind(attributes, "bench.artifact.sha256"u8, out ReadOnlySpan<byte> hash, out _) &&
            !hash.IsEmpty && (hash.Length != Sha256Digits || !IsHex(hash))
            ? RecordFault.ArtifactSha256
            : RecordFault.None;
    }

    private static void Copy(ColumnBuffer to, MapColumns attributes, ReadOnlySpan<byte> key)
    {
        AttributeLookup.TryFind(attributes, key, out ReadOnlySpan<byte> value, out _);
        to.AppendString(value);
    }

    private static void CopyLower(ColumnBuffer to, MapColumns attributes)
    {
        AttributeLookup.TryFind(attributes, "bench.artifact.sha256"u8, out ReadOnlySpan<byte> value, out _);
        Span<byte> lower = stackalloc byte[Sha256Digits];
        System.Text.Ascii.ToLower(value, lower, out int written);
        to.AppendString(lower[..written]);
    }

    private static bool IsTrue(MapColumns attributes, ReadOnlySpan<byte> key) =>
        AttributeLookup.TryFind(attributes, key, out ReadOnlySpan<byte> value, out byte type) &&
        type is AttributeTypes.Bool or AttributeTypes.Text && value.SequenceEqual("true"u8);

    private static void AppendBool(ColumnBuffer to, bool value)
    {
        to.Ensure(1);
        to.AppendByte(value ? (byte)1 : (byte)0);
    }

    private static bool IsHex(ReadOnlySpan<byte> text)
    {
        foreach (byte digit in text)
        {
            if (!char.IsAsciiHexDigit((char)digit))
            {
                return false;
            }
        }

        return true;
    }
}
