using Microsoft.AspNetCore.Http;

namespace Tracing.Query.Pages.Gallery;

/// <summary>Which page of the gallery: <c>/gallery?sweep=&amp;after=</c>.</summary>
/// <param name="Sweep">The sweep; null: every sweep.</param>
/// <param name="After">End of the page before; null: the first page.</param>
public sealed record GalleryRequest(string? Sweep, string? After)
{
    /// <summary>Path of the page.</summary>
    public string Path
    {
        get
        {
            string[] asked = [.. Sweep is null ? Array.Empty<string>() : ["sweep=" + Uri.EscapeDataString(Sweep)], .. After is null ? Array.Empty<string>() : ["after=" + Uri.EscapeDataString(After)]];
            return asked.Length == 0 ? "/gallery" : "/gallery?" + string.Join('&', asked);
        }
    }

    /// <summary>Reads an address.</summary>
    /// <param name="query">The query.</param>
    public static GalleryRequest Of(IQueryCollection query) => new(One(query, "sweep"), One(query, "after"));

    private static string? One(IQueryCollection query, string key) => query[key] is [{ Length: > 0 } value] ? value : null;
}
