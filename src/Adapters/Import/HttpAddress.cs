namespace Tracing.Adapters.Import;

/// <summary>Addresses of services that are given as text.</summary>
public static class HttpAddress
{
    /// <summary>Whether a text is an http or https address of host and path alone: no query, fragment, user or password.</summary>
    /// <param name="text">The text.</param>
    public static bool IsPlain(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https" && (address.Query + address.Fragment + address.UserInfo).Length == 0;
}
