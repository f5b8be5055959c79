using Microsoft.Playwright;

namespace Tracing.Browser.Tests.Stage;

/// <summary>Pages on a service.</summary>
/// <param name="browser">The browser.</param>
/// <param name="service">The service.</param>
internal sealed class ServedPages(IBrowser browser, Uri service) : IPageStand
{
    /// <inheritdoc/>
    public IBrowser Browser => browser;

    /// <inheritdoc/>
    public string AddressOf(string path) => new Uri(service, path).AbsoluteUri;

    /// <inheritdoc/>
    public bool Holds(Uri address) => address.Scheme is not ("http" or "https" or "file") || address.Authority == service.Authority;
}
