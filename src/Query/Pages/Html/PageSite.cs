using System.Globalization;

namespace Tracing.Query.Pages.Html;

/// <summary>
/// Where pages stand, and what their links become there. Pages name everything by its path on the service; the site says what is written. What a site
/// does not have is not written as a link.
/// </summary>
public abstract class PageSite
{
    /// <summary>Whether the words of prompts and answers are shown, see <see cref="Vocabulary.MessageContents"/>.</summary>
    public bool ShowsContents { get; init; }

    /// <summary>A text, or what is said in its place.</summary>
    /// <param name="isContent">Whether it is words of a prompt or an answer.</param>
    /// <param name="text">The text.</param>
    public string Shown(bool isContent, string text) => !isContent || ShowsContents || text.Length == 0
        ? text
        : string.Create(CultureInfo.InvariantCulture, $"not shown: {text.Length:#,0} characters (query.showContents)");

    /// <summary>What a link or a part of a page is written as.</summary>
    /// <param name="path">Path on the service.</param>
    /// <returns>Null where the site does not have it.</returns>
    public abstract string? LinkTo(string path);

    /// <summary>Where scripts of a page find data: an address, or <c>#</c> and the id of a block of the page itself.</summary>
    /// <param name="path">Path on the service.</param>
    /// <returns>Null where the site does not have it.</returns>
    public virtual string? DataAt(string path) => LinkTo(path);

    /// <summary>A whole address, for what is copied from a page into another.</summary>
    /// <param name="path">Path on the service.</param>
    public abstract string CopyOf(string path);

    /// <summary>What has to be said of <see cref="CopyOf"/>; null: nothing.</summary>
    public virtual string? CopyHint => null;

    /// <summary>Writes what the head of every page has here besides.</summary>
    /// <param name="page">The page.</param>
    public virtual void WriteHead(HtmlWriter page)
    {
    }

    /// <summary>Writes what stands below the content of every page here.</summary>
    /// <param name="page">The page.</param>
    public virtual void WriteFoot(HtmlWriter page)
    {
    }
}
