using System.Text;

namespace Tracing.Query.Pages.Html;

/// <summary>Passes JSON on into a page: a <c>&lt;</c>, which can only stand in a text of it, is written by its number, so that no text can end the block.</summary>
/// <param name="output">Receives it; not closed.</param>
internal sealed class JsonBlock(TextWriter output) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    /// <inheritdoc/>
    public override Encoding Encoding => output.Encoding;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        if (value == '<')
        {
            output.Write("\\u003C");
        }
        else
        {
            output.Write(value);
        }
    }

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        for (int next = buffer.IndexOf('<'); next >= 0; next = buffer.IndexOf('<'))
        {
            output.Write(buffer[..next]);
            Write('<');
            buffer = buffer[(next + 1)..];
        }

        output.Write(buffer);
    }
}
