using System.Text.Unicode;

namespace Tracing.Adapters.Proxy.Content;

/// <summary>Bytes of UTF-8 that contents may still take.</summary>
/// <param name="bytes">How many.</param>
internal sealed class ContentBudget(int bytes)
{
    private int left = bytes;

    /// <summary>Whether something was cut.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Whether nothing more fits.</summary>
    public bool IsSpent => left == 0;

    /// <summary>As much of a text as fits.</summary>
    public string Take(string text)
    {
        byte[] space = new byte[Math.Min(left, text.Length * 3L)];
        Utf8.FromUtf16(text, space, out int read, out int written, replaceInvalidSequences: true);
        left -= written;
        if (read < text.Length)
        {
            Cut();
        }

        return text[..read];
    }

    /// <summary>Something is left out, and nothing more fits.</summary>
    public void Cut()
    {
        IsCut = true;
        left = 0;
    }
}
