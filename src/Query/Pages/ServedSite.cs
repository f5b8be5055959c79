using Tracing.Query.Pages.Html;

namespace Tracing.Query.Pages;

/// <summary>The pages as the service serves them: every path is its own address.</summary>
/// <param name="origin">Scheme and host by which the reader came.</param>
public sealed class ServedSite(string origin) : PageSite
{
    /// <summary>For pages from which no address is copied and that hold no words of prompts and answers.</summary>
    public static ServedSite Plain { get; } = new("");

    /// <inheritdoc/>
    public override string? LinkTo(string path) => path;

    /// <inheritdoc/>
    public override string CopyOf(string path) => origin + path;
}
