using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>
/// Appends strings to columns. protobuf and JSON both demand UTF-8; bytes that are not are replaced by U+FFFD, one for
/// each maximal ill-formed part (Unicode, 3.9), and the client is told.
/// </summary>
internal sealed unsafe class TextAppender(Findings findings) : IDisposable
{
    private readonly ColumnBuffer _mended = new();

    /// <summary>Appends a string with its length; the slice lies in padded memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ColumnBuffer to, Slice text)
    {
        to.Ensure(text.Length + 10);
        if (text.Length == 0)
        {
            to.AppendByte(0);
        }
        else if (!to.TryAppendAscii(text.Start, text.Length))
        {
            AppendOther(to, text.Span);
        }
    }

    /// <summary>Appends the bytes of a string without its length.</summary>
    public void AppendBare(ColumnBuffer to, ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            to.Append(text);
        }
        else
        {
            Replace(to, text);
        }
    }

    public void Dispose() => _mended.Dispose();

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AppendOther(ColumnBuffer to, ReadOnlySpan<byte> text)
    {
        if (Utf8.IsValid(text))
        {
            to.AppendString(text);
            return;
        }

        // The length stands before the bytes, and is known only after them.
        _mended.Reset();
        Replace(_mended, text);
        to.AppendString(_mended.Written);
    }

    private void Replace(ColumnBuffer to, ReadOnlySpan<byte> text)
    {
        findings.Warn(DecodeWarning.InvalidUtf8);
        Span<byte> encoded = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            Rune.DecodeFromUtf8(text, out Rune rune, out int consumed);
            to.Append(encoded[..rune.EncodeToUtf8(encoded)]);
            text = text[consumed..];
        }
    }
}
