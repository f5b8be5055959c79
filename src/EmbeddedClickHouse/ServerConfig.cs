using System.Globalization;
using System.Xml.Linq;

namespace Tracing.EmbeddedClickHouse;

/// <summary>The engine's configuration file, written anew into the data folder at each start.</summary>
internal static class ServerConfig
{
    /// <summary>Writes the file and gives its path.</summary>
    /// <param name="options">The bounds.</param>
    /// <param name="dataPath">The absolute data folder.</param>
    public static string Write(EngineOptions options, string dataPath)
    {
        var path = Path.Combine(dataPath, "engine-config.xml");
        var userFiles = Path.Combine(dataPath, "user_files");
        var document = new XDocument(
            new XElement(
                "clickhouse",
                new XElement("logger", new XElement("level", "none")),
                Number("max_server_memory_usage", options.MaxMemoryBytes),
                Number("mark_cache_size", options.MarkCacheBytes),
                Number("index_mark_cache_size", options.MarkCacheBytes / 4),
                Number("uncompressed_cache_size", options.UncompressedCacheBytes),
                Number("background_pool_size", options.BackgroundThreads),
                Number("background_schedule_pool_size", Math.Max(4, options.BackgroundThreads)),
                new XElement("user_files_path", userFiles + "/")));
        document.Save(path);
        return path;
    }

    private static XElement Number(string name, long value) => new(name, value.ToString(CultureInfo.InvariantCulture));
}
