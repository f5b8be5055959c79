using System.Reflection;

namespace Tracing.Demo;

/// <summary>Files that are built into the program for the demo.</summary>
internal static class DemoResources
{
    private const string Prefix = "Tracing.Demo.";

    /// <summary>Opens one.</summary>
    /// <param name="name">Its name below <c>Demo/</c>, with dots for slashes.</param>
    public static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)!;

    /// <summary>Reads one as text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellation">Ends the read.</param>
    public static async Task<string> TextAsync(string name, CancellationToken cancellation)
    {
        using var reader = new StreamReader(Open(name));
        return await reader.ReadToEndAsync(cancellation);
    }
}
