namespace Tracing.Adapters.Telemetry.Spooling;

/// <summary>A request that waits in a file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record SpooledFile(string Path, long Bytes)
{
    private const string Extension = ".json";

    /// <summary>Path below the endpoint that it is to be sent to.</summary>
    public string SignalPath
    {
        get
        {
            string name = System.IO.Path.GetFileNameWithoutExtension(Path);
            return name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..].Replace('+', '/');
        }
    }

    /// <summary>Name of a file: they sort in the order of their numbers.</summary>
    /// <param name="number">Its number in its folder.</param>
    /// <param name="signalPath">Path below the endpoint; neither <c>+</c> nor anything that a file's name cannot hold stands in one.</param>
    public static string NameOf(long number, string signalPath) => FormattableString.Invariant($"{number:D12}-{signalPath.Replace('/', '+')}{Extension}");

    /// <summary>Whether a file is one of these: those that were not written to their end are not.</summary>
    /// <param name="path">The file.</param>
    public static bool IsOne(string path) => path.EndsWith(Extension, StringComparison.Ordinal);
}
