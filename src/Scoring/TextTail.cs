using System.Text;

namespace Tracing.Scoring;

/// <summary>The end of a process's output, bounded in bytes and always whole characters.</summary>
public static class TextTail
{
    /// <summary>How many bytes of UTF-8 a tail holds at most, unless told otherwise.</summary>
    public const int DefaultBytes = 4096;

    /// <summary>The last bytes of an output. Bytes that are no UTF-8 become U+FFFD; a character that the cut would split is left out.</summary>
    /// <param name="output">The output.</param>
    /// <param name="maxBytes">Most bytes of UTF-8, 0 or more.</param>
    /// <returns>At most <paramref name="maxBytes"/> bytes of UTF-8.</returns>
    public static string Of(ReadOnlySpan<byte> output, int maxBytes = DefaultBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        int start = Math.Max(0, output.Length - maxBytes);
        // A continuation byte at the cut belongs to a character that began before it; such a character has at most three of them.
        int end = Math.Min(output.Length, start + 3);
        while (start > 0 && start < end && (output[start] & 0xC0) == 0x80)
        {
            start++;
        }

        return Of(Encoding.UTF8.GetString(output[start..]), maxBytes);
    }

    /// <summary>The end of a text. Halves of surrogate pairs become U+FFFD.</summary>
    /// <param name="output">The output.</param>
    /// <param name="maxBytes">Most bytes of UTF-8, 0 or more.</param>
    /// <returns>At most <paramref name="maxBytes"/> bytes of UTF-8.</returns>
    public static string Of(string output, int maxBytes = DefaultBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxBytes);
        ReadOnlySpan<char> rest = output;
        int bytes = 0;
        while (!rest.IsEmpty)
        {
            Rune.DecodeLastFromUtf16(rest, out Rune rune, out int chars);
            if (bytes + rune.Utf8SequenceLength > maxBytes)
            {
                break;
            }

            bytes += rune.Utf8SequenceLength;
            rest = rest[..^chars];
        }

        // Encoding and decoding again replaces what is no character, and leaves all others as they are.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(output[rest.Length..]));
    }
}
