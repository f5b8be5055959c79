using System.Buffers;
using System.Text;

namespace Tracing.Adapters.Telemetry.Redacting;

/// <summary>
/// Redacts bytes that come in pieces. Only the end of a piece that a secret may have begun in is held back until the next piece tells, so what is
/// read from a terminal is passed on at once.
/// </summary>
/// <param name="redaction">What to replace.</param>
internal sealed class StreamRedactor(Redaction redaction)
{
    private readonly ReplacementSet set = redaction.Bytes;
    private char[] window = [];

    // The first character of the window may be one that was passed on already: it tells whether a path begins behind it.
    private int done;
    private int filled;

    /// <summary>Redacts a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="to">Takes what can be passed on.</param>
    public void Append(ReadOnlySpan<byte> piece, IBufferWriter<byte> to)
    {
        if (set.IsEmpty)
        {
            to.Write(piece);
            return;
        }

        if (window.Length < filled + piece.Length)
        {
            Array.Resize(ref window, Math.Max(filled + piece.Length, 4096));
        }

        filled += Encoding.Latin1.GetChars(piece, window.AsSpan(filled));
        PassOn(to, isLast: false);
    }

    /// <summary>Passes on what was held back.</summary>
    /// <param name="to">Takes it.</param>
    public void Complete(IBufferWriter<byte> to) => PassOn(to, isLast: true);

    private void PassOn(IBufferWriter<byte> to, bool isLast)
    {
        ReadOnlySpan<char> text = window.AsSpan(0, filled);
        int judgeable = isLast ? filled : set.Judgeable(text, done);
        while (set.TryFind(text, done, out int start, out Replacement? found) && start < judgeable)
        {
            Write(to, text[done..start]);
            Write(to, found.Instead);
            done = start + found.Pattern.Length;
            judgeable = isLast ? filled : set.Judgeable(text, done);
        }

        Write(to, text[done..judgeable]);
        int kept = Math.Max(judgeable - 1, 0);
        text[kept..].CopyTo(window);
        filled -= kept;
        done = judgeable - kept;
    }

    private static void Write(IBufferWriter<byte> to, ReadOnlySpan<char> text)
    {
        if (!text.IsEmpty)
        {
            to.Advance(Encoding.Latin1.GetBytes(text, to.GetSpan(text.Length)));
        }
    }
}
