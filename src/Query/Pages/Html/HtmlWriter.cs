using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Tracing.Query.Pages.Html;

/// <summary>
/// Writes HTML in which data can only be text: element and attribute names are names, everything else is encoded, and a link
/// leads to this service alone. There is no way to write markup that came from data.
/// </summary>
public sealed class HtmlWriter
{
    /// <summary>Longer texts are cut, and say so.</summary>
    public const int LongestText = 20_000;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "meta", "link", "br", "img", "input" };

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly TextWriter _out;
    private readonly Stack<string> _open = new();

    /// <summary>Begins a document.</summary>
    /// <param name="output">Receives the HTML; not closed.</param>
    public HtmlWriter(TextWriter output)
    {
        _out = output;
        _out.Write("<!doctype html>\n");
    }

    /// <summary>Opens an element.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Its attributes; those whose value is null are left out.</param>
    public HtmlWriter Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Name(name);
        _out.Write('<');
        _out.Write(name);
        foreach ((string key, string? value) in attributes)
        {
            if (value is not null)
            {
                Attribute(key, value);
            }
        }

        _out.Write('>');
        if (!Void.Contains(name))
        {
            _open.Push(name);
        }

        return this;
    }

    /// <summary>Closes the element that was opened last.</summary>
    public HtmlWriter Close()
    {
        string name = _open.Pop();
        _out.Write("</");
        _out.Write(name);
        _out.Write('>');
        if (name is "tr" or "p" or "div" or "table" or "section" or "head" or "h1" or "h2" or "title")
        {
            _out.Write('\n');
        }

        return this;
    }

    /// <summary>Writes text.</summary>
    /// <param name="text">The text; null writes nothing.</param>
    public HtmlWriter Text(string? text)
    {
        if (text is null)
        {
            return this;
        }

        bool cut = text.Length > LongestText;
        string visible = VisibleText.Of(cut ? text[..LongestText] : text);
        Encoder.Encode(_out, visible);
        if (cut)
        {
            Encoder.Encode(_out, string.Create(System.Globalization.CultureInfo.InvariantCulture, $" … (cut; {text.Length} characters)"));
        }

        return this;
    }

    /// <summary>Writes an element that holds text alone.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">The text.</param>
    /// <param name="attributes">Its attributes.</param>
    public HtmlWriter Element(string name, string? text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(name, attributes).Text(text).Close();

    private void Attribute(string key, string value)
    {
        Name(key);
        if (key is "style" || key.StartsWith("on", StringComparison.Ordinal))
        {
            throw new ArgumentException("style and event attributes are not written", nameof(key));
        }

        if (key is "href" or "src" && !IsOwnPath(value))
        {
            throw new ArgumentException("a link leads to a path of this service", nameof(value));
        }

        _out.Write(' ');
        _out.Write(key);
        _out.Write("=\"");
        Encoder.Encode(_out, VisibleText.Of(value));
        _out.Write('"');
    }

    private static bool IsOwnPath(string value) =>
        value is ['/'] or ['#', ..] || (value is ['/', not ('/' or '\\'), ..] && !value.AsSpan().ContainsAny('\\', '\t', '\n'));

    private static void Name(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw new ArgumentException("no name of an element or attribute", nameof(name));
        }
    }
}
