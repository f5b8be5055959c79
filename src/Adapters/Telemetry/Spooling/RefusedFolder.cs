using Tracing.Adapters.Files;

namespace Tracing.Adapters.Telemetry.Spooling;

/// <summary>
/// What the collector refused for good, each request with its reason beside it, as <c>tracing import</c> reads it.
/// </summary>
/// <param name="root">The folder that processes share.</param>
/// <param name="maxBytes">Bytes that are kept.</param>
internal sealed class RefusedFolder(string root, long maxBytes)
{
    /// <summary>Its name.</summary>
    public const string Name = "refused";

    private readonly string folder = Path.Combine(root, Name);

    /// <summary>Puts a request there.</summary>
    /// <param name="file">The request.</param>
    /// <param name="reason">Why it was refused.</param>
    /// <returns>Whether there was room; without it the request is gone.</returns>
    public bool Put(SpooledFile file, string reason)
    {
        OwnerOnly.MakeFolder(folder);
        if (new DirectoryInfo(folder).EnumerateFiles().Sum(one => one.Length) + file.Bytes > maxBytes)
        {
            File.Delete(file.Path);
            return false;
        }

        string name = $"{Path.GetFileName(Path.GetDirectoryName(file.Path))}-{Path.GetFileName(file.Path)}";
        using (FileStream stream = OwnerOnly.Open(Path.Combine(folder, name + ".reason"), FileMode.Create))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(reason + "\n"));
        }

        File.Move(file.Path, Path.Combine(folder, name), overwrite: true);
        return true;
    }
}
