using Microsoft.AspNetCore.Http;
using Tracing.Query.Pages.Gallery;
using Tracing.Query.Pages.Search;

namespace Tracing.Query.Pages;

/// <summary>Answers with the pages by which runs are found: the search, and the gallery of recordings.</summary>
public sealed class FindingEndpoint
{
    private readonly SearchReader _search;
    private readonly GalleryReader _gallery;
    private readonly PageSender _sender;
    private readonly ServedSite _site;

    /// <summary>Makes the endpoint.</summary>
    /// <param name="search">Searches.</param>
    /// <param name="gallery">Reads recordings.</param>
    /// <param name="sender">Sends the pages.</param>
    /// <param name="site">Where they stand, and what they show.</param>
    public FindingEndpoint(SearchReader search, GalleryReader gallery, PageSender sender, ServedSite site)
    {
        _site = site;
        _search = search;
        _gallery = gallery;
        _sender = sender;
    }

    /// <summary>A search.</summary>
    /// <param name="context">The request; see <see cref="SearchRequest"/> for what it asks.</param>
    public Task SearchAsync(HttpContext context) => _sender.SendAsync(
        context, async cancellation => SearchPage.Write(await _search.ReadAsync(SearchRequest.Of(context.Request.Query), cancellation), _site));

    /// <summary>A page of the gallery.</summary>
    /// <param name="context">The request; <c>sweep</c> chooses one, <c>after</c> is the end of the page before.</param>
    public Task GalleryAsync(HttpContext context) => _sender.SendAsync(
        context, async cancellation => GalleryPage.Write(await _gallery.ReadAsync(GalleryRequest.Of(context.Request.Query), cancellation), _site));
}
