using Tracing.Query.Pages.Html;

namespace Tracing.Query.Export.Site;

/// <summary>
/// A page as a file: links lead to other files of the export, relative to it; what its scripts would fetch stands in the page itself. Its rules forbid
/// everything but the export's own files, and scripts and requests to other places in any case.
/// </summary>
/// <param name="book">Which files there are.</param>
/// <param name="file">The page's own, from the export's folder.</param>
internal sealed class ExportedSite(AddressBook book, string file) : PageSite
{
    /// <summary>As the service's own rules, but for what cannot be said in a page. Measured in Chromium: <c>'self'</c> is met by files beside a file.</summary>
    public const string ContentSecurity = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

    // What a reader replaces: a folder does not know where it will be published.
    private const string Anywhere = "https://where-this-folder-is.example/";

    private readonly string toRoot = string.Concat(Enumerable.Repeat("../", file.Count(c => c == '/')));
    private readonly Dictionary<string, DataBlock> blocks = new(StringComparer.Ordinal);

    /// <summary>Files that belong to the page, with their names; told at its foot.</summary>
    public IReadOnlyList<(string Name, string Path)> Files { get; init; } = [];

    /// <inheritdoc/>
    public override string CopyHint => $"Put the address at which this folder is published in place of {Anywhere}";

    /// <summary>Puts data into the page.</summary>
    /// <param name="path">Where the service answers with it.</param>
    /// <param name="block">The data.</param>
    public void Add(string path, DataBlock block) => blocks.Add(path, block);

    /// <inheritdoc/>
    public override string? LinkTo(string path) => book.FileOf(path) is { } known ? toRoot + known : null;

    /// <inheritdoc/>
    public override string? DataAt(string path) => blocks.TryGetValue(path, out DataBlock? block) ? "#" + block.Id : null;

    /// <inheritdoc/>
    public override string CopyOf(string path) => Anywhere + (book.FileOf(path) ?? "");

    /// <inheritdoc/>
    public override void WriteHead(HtmlWriter page)
    {
        page.Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", ContentSecurity));
        page.Open("meta", ("name", "referrer"), ("content", "no-referrer"));
    }

    /// <inheritdoc/>
    public override void WriteFoot(HtmlWriter page)
    {
        page.Open("footer");
        if (Files.Count > 0)
        {
            page.Element("h2", "Files of this run").Open("ul", ("class", "links"));
            foreach ((string name, string path) in Files)
            {
                page.Open("li").Element("a", name, ("href", path)).Close();
            }

            page.Close();
        }

        page.Open("p", ("class", "hint")).Text("Exported by tracing, to be read without a server. ")
            .Element("a", "What is left out", ("href", LeftOutPage.Path)).Close().Close();
        foreach (DataBlock block in blocks.Values)
        {
            page.Data(block.Id, block.Write);
        }
    }
}

/// <summary>Data that stands in a page.</summary>
/// <param name="Id">Its id in the page.</param>
/// <param name="Write">Writes it as JSON.</param>
internal sealed record DataBlock(string Id, Action<TextWriter> Write);
