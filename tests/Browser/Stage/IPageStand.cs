using Microsoft.Playwright;

namespace Tracing.Browser.Tests.Stage;

/// <summary>Where pages stand to be looked at: on the service, or in a folder.</summary>
public interface IPageStand
{
    /// <summary>The browser.</summary>
    IBrowser Browser { get; }

    /// <summary>What the browser opens for a page of the service.</summary>
    /// <param name="path">Its path on the service.</param>
    string AddressOf(string path);

    /// <summary>Whether a page may ask for an address.</summary>
    /// <param name="address">The address.</param>
    bool Holds(Uri address);
}
