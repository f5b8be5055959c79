using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace Tracing.Query.Assets;

/// <summary>A file of this assembly.</summary>
public sealed class EmbeddedAsset
{
    private static readonly FrozenDictionary<string, string> ContentTypes = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".json"] = "application/json; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".ttf"] = "font/ttf",
        [".woff2"] = "font/woff2",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Assembly _assembly;
    private readonly string _name;
    private readonly Lazy<byte[]> _bytes;

    internal EmbeddedAsset(Assembly assembly, string name)
    {
        _assembly = assembly;
        _name = name;
        _bytes = new Lazy<byte[]>(Read);
    }

    /// <summary>Media type by the file's ending.</summary>
    public string ContentType => ContentTypes.GetValueOrDefault(Path.GetExtension(_name), "application/octet-stream");

    /// <summary>Entity tag: a digest of the bytes.</summary>
    public string Tag => "\"" + Convert.ToHexStringLower(SHA256.HashData(Bytes.Span)[..8]) + "\"";

    /// <summary>The file.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.Value;

    private byte[] Read()
    {
        using Stream stream = _assembly.GetManifestResourceStream(_name)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
