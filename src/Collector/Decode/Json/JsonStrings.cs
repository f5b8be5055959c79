using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode.Json;

/// <summary>
/// Strings of a JSON body as slices: where they stand, or, with escapes resolved, in scratch memory that lasts for one
/// record. A resolved string is never longer than its source, so scratch of the body's size cannot move under a slice.
/// </summary>
internal sealed unsafe class JsonStrings(DecodeSession session) : IDisposable
{
    private readonly ColumnBuffer _scratch = new();
    private byte* _body;
    private int _bodyLength;

    public void Begin(PaddedBuffer body)
    {
        _body = body.Start;
        _bodyLength = body.Length;
    }

    /// <summary>Gives back the scratch memory that only a large body needed.</summary>
    public void End() => _scratch.Reset();

    /// <summary>Forgets the strings of the record before.</summary>
    public void NextRecord() => _scratch.Truncate(0);

    /// <summary>The string that the reader stands on; empty for null. Anything else is a finding, and is skipped.</summary>
    public Slice Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Token(ref reader);
        }

        Mistyped(ref reader);
        return default;
    }

    /// <summary>The string or number that the reader stands on, as text.</summary>
    public Slice Token(ref Utf8JsonReader reader)
    {
        bool quoted = reader.TokenType == JsonTokenType.String;
        byte* start = _body + reader.TokenStartIndex + (quoted ? 1 : 0);
        var source = new Slice(start, reader.ValueSpan.Length);
        return quoted && reader.ValueIsEscaped ? Resolve(source) : source;
    }

    /// <summary>The bytes of a hex id; one that is not hex comes back with a length that no id has.</summary>
    public Slice Id(ref Utf8JsonReader reader)
    {
        Slice text = Text(ref reader);
        if (text.IsEmpty)
        {
            return default;
        }

        EnsureScratch();
        byte* target = _scratch.End;
        int length = (int)text.Length / 2;
        OperationStatus status = Convert.FromHexString(text.Span, new Span<byte>(target, length), out _, out int written);
        if (status != OperationStatus.Done || written * 2 != text.Length)
        {
            return new Slice(target, 1);
        }

        _scratch.Advance(written);
        return new Slice(target, written);
    }

    /// <summary>Bytes from base64, of either alphabet, padded or not (protobuf.dev, "ProtoJSON format").</summary>
    public Slice Bytes(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> text = Text(ref reader).Span;
        EnsureScratch();
        var target = new Span<byte>(_scratch.End, ((text.Length + 3) / 4) * 4);
        text.CopyTo(target);
        target[..text.Length].Replace((byte)'-', (byte)'+');
        target[..text.Length].Replace((byte)'_', (byte)'/');
        target[text.Length..].Fill((byte)'=');
        if (Base64.DecodeFromUtf8InPlace(target, out int written) != OperationStatus.Done)
        {
            session.Find(RecordFault.JsonBase64);
            return default;
        }

        var bytes = new Slice(_scratch.End, written);
        _scratch.Advance(written);
        return bytes;
    }

    /// <summary>Skips a value of the wrong type; null counts as absent (protobuf.dev, "ProtoJSON format").</summary>
    public void Mistyped(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Null)
        {
            session.Find(RecordFault.JsonType);
            reader.Skip();
        }
    }

    public void Dispose() => _scratch.Dispose();

    // Once a record: all that it resolves fits, so nothing moves under the slices handed out before.
    private void EnsureScratch()
    {
        if (_scratch.Length == 0)
        {
            _scratch.Ensure(_bodyLength + PaddedBuffer.Padding);
        }
    }

    private Slice Resolve(Slice source)
    {
        EnsureScratch();
        nint start = _scratch.Length;
        ReadOnlySpan<byte> rest = source.Span;
        for (int next = rest.IndexOf((byte)'\\'); next >= 0; next = rest.IndexOf((byte)'\\'))
        {
            _scratch.Append(rest[..next]);
            rest = rest[(next + 1)..];
            rest = rest[0] == (byte)'u' ? ResolveUnicode(rest[1..]) : ResolveShort(rest);
        }

        _scratch.Append(rest);
        return new Slice(_scratch.Start + start, _scratch.Length - start);
    }

    // The JSON reader has checked that an escape is whole.
    private ReadOnlySpan<byte> ResolveShort(ReadOnlySpan<byte> rest)
    {
        _scratch.AppendByte(rest[0] switch
        {
            (byte)'b' => (byte)'\b',
            (byte)'f' => (byte)'\f',
            (byte)'n' => (byte)'\n',
            (byte)'r' => (byte)'\r',
            (byte)'t' => (byte)'\t',
            byte itself => itself,
        });
        return rest[1..];
    }

    private ReadOnlySpan<byte> ResolveUnicode(ReadOnlySpan<byte> rest)
    {
        char unit = Unit(rest);
        rest = rest[4..];
        if (!Rune.TryCreate(unit, out Rune rune))
        {
            bool pair = char.IsHighSurrogate(unit) && rest.Length >= 6 && rest[0] == (byte)'\\' && rest[1] == (byte)'u' &&
                Rune.TryCreate(unit, Unit(rest[2..]), out rune);
            if (pair)
            {
                rest = rest[6..];
            }
            else
            {
                session.Findings.Warn(DecodeWarning.InvalidUtf8);
                rune = Rune.ReplacementChar;
            }
        }

        // At most four bytes, for six or twelve of the source.
        _scratch.Advance(rune.EncodeToUtf8(new Span<byte>(_scratch.End, 4)));
        return rest;
    }

    private static char Unit(ReadOnlySpan<byte> digits) =>
        Utf8Parser.TryParse(digits[..4], out ushort unit, out _, 'x') ? (char)unit : (char)Rune.ReplacementChar.Value;
}
