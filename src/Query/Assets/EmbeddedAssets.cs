using System.Collections.Frozen;
using System.Reflection;

namespace Tracing.Query.Assets;

/// <summary>
/// The files that are built into this assembly. A file is found by its exact name or not at all: no path of a request
/// ever reaches a file system.
/// </summary>
public sealed class EmbeddedAssets
{
    private static readonly string[] Folders = ["graphiql/", "scripts/", "styles/"];

    private readonly FrozenDictionary<string, EmbeddedAsset> _assets;

    /// <summary>Reads the list of the files; their bytes are read when asked for.</summary>
    public EmbeddedAssets()
    {
        Assembly assembly = typeof(EmbeddedAssets).Assembly;
        _assets = assembly.GetManifestResourceNames()
            .Where(name => Folders.Any(folder => name.StartsWith(folder, StringComparison.Ordinal)))
            .ToFrozenDictionary(name => name, name => new EmbeddedAsset(assembly, name), StringComparer.Ordinal);
    }

    /// <summary>Names of all files, in order.</summary>
    public IEnumerable<string> Names => _assets.Keys.Order(StringComparer.Ordinal);

    /// <summary>Finds a file.</summary>
    /// <param name="name">Its name, <c>graphiql/index.html</c>.</param>
    /// <returns>The file, or null.</returns>
    public EmbeddedAsset? Find(string name) => _assets.GetValueOrDefault(name);
}
