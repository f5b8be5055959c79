using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Tracing.Vocabulary;

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

    // The one name of HTML and SVG with a capital that is written.
    private const string ViewBox = "viewBox";

    private readonly TextWriter _out;
    private readonly PageSite _site;
    private readonly Stack<string> _open = new();

    /// <summary>Begins a document.</summary>
    /// <param name="output">Receives the HTML; not closed.</param>
    /// <param name="site">Where the page stands.</param>
    public HtmlWriter(TextWriter output, PageSite site)
    {
        _out = output;
        _site = site;
        _out.Write("<!doctype html>\n");
    }

    /// <summary>Where the page stands.</summary>
    public PageSite Site => _site;

    /// <summary>Opens an element. A link whose place the site does not have becomes plain text, and a picture its words.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Its attributes; those whose value is null are left out.</param>
    public HtmlWriter Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Name(name);
        string? place = Placed(attributes);
        bool isMissing = place is not null && Address(place) is null;
        if (isMissing && name is not "a")
        {
            return name is "img" ? Text(Value(attributes, "alt")) : throw new InvalidOperationException($"a page's own part is not there: {place}");
        }

        name = isMissing ? "span" : name;
        _out.Write('<');
        _out.Write(name);
        foreach ((string key, string? value) in attributes)
        {
            if (value is not null && !(isMissing && key is ("href" or "target" or "rel")))
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
        if (name is "tr" or "p" or "div" or "table" or "section" or "head" or "h1" or "h2" or "title" or "pre" or "svg" or "ol" or "dl")
        {
            _out.Write('\n');
        }

        return this;
    }

    /// <summary>Writes text. What looks like somebody's key is hidden: pages are made to be shown.</summary>
    /// <param name="text">The text; null writes nothing.</param>
    public HtmlWriter Text(string? text)
    {
        if (text is null)
        {
            return this;
        }

        bool cut = text.Length > LongestText;
        string visible = VisibleText.Of(SecretShapes.Hide(cut ? text[..LongestText] : text));
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

    /// <summary>Writes a block of JSON for the page's scripts. Nothing in it is markup: where JSON has a <c>&lt;</c>, in a text, its number is written.</summary>
    /// <param name="id">The block's id.</param>
    /// <param name="write">Writes the JSON.</param>
    public HtmlWriter Data(string id, Action<TextWriter> write)
    {
        Open("script", ("type", "application/json"), ("id", id));
        using (JsonBlock block = new(_out))
        {
            write(block);
        }

        return Close();
    }

    /// <summary>Whether the site has what a path leads to.</summary>
    /// <param name="path">Path on the service.</param>
    public bool Has(string path) => Address(path) is not null;

    private void Attribute(string key, string value)
    {
        Name(key);
        if (key is "style" || key.StartsWith("on", StringComparison.Ordinal))
        {
            throw new ArgumentException("style and event attributes are not written", nameof(key));
        }

        if (key is "href" or "src" or "action" or "data-src" or "data-style" or "data-script")
        {
            if (Address(value, isData: key is "data-src") is not { } address)
            {
                return;
            }

            value = address;
        }

        _out.Write(' ');
        _out.Write(key);
        _out.Write("=\"");
        Encoder.Encode(_out, VisibleText.Of(value));
        _out.Write('"');
    }

    private string? Address(string path, bool isData = false) => (IsOwnPath(path), path) switch
    {
        (false, _) => throw new ArgumentException("a link leads to a path of this service", nameof(path)),
        (_, ['#', ..]) => path,
        _ => isData ? _site.DataAt(path) : _site.LinkTo(path),
    };

    private static string? Placed(ReadOnlySpan<(string Name, string? Value)> attributes) => Value(attributes, "href") ?? Value(attributes, "src");

    private static string? Value(ReadOnlySpan<(string Name, string? Value)> attributes, string name)
    {
        foreach ((string key, string? value) in attributes)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    private static bool IsOwnPath(string value) =>
        value is ['/'] or ['#', ..] || (value is ['/', not ('/' or '\\'), ..] && !value.AsSpan().ContainsAny('\\', '\t', '\n'));

    private static void Name(string name)
    {
        if (name != ViewBox && (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters)))
        {
            throw new ArgumentException("no name of an element or attribute", nameof(name));
        }
    }
}
