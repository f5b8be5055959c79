using Microsoft.Extensions.Configuration;

namespace Tracing.Options;

/// <summary>
/// Where options come from, the strongest last: a JSON file, environment variables, the command line. All three say the same keys:
/// <c>{"collector":{"receive":{"grpc":"…"}}}</c>, <c>TRACING_COLLECTOR__RECEIVE__GRPC</c>, <c>--set collector.receive.grpc=…</c>.
/// </summary>
public static class ConfigurationSources
{
    /// <summary>Prefix of the environment variables.</summary>
    public const string EnvironmentPrefix = "TRACING_";

    // Read elsewhere, before or beside the options tree.
    private static readonly string[] NotOptions = ["config", "libchdb"];

    /// <summary>Joins the sources.</summary>
    /// <param name="file">The JSON file, or null.</param>
    /// <param name="environment">Environment variables.</param>
    /// <param name="commandLine">Keys parted by dots, with their values.</param>
    /// <param name="problems">Where problems go.</param>
    /// <returns>The configuration; without the file's keys where it cannot be read.</returns>
    public static IConfiguration Join(
        string? file,
        IReadOnlyDictionary<string, string> environment,
        IEnumerable<KeyValuePair<string, string>> commandLine,
        ICollection<string> problems)
    {
        var builder = new ConfigurationBuilder();
        if (file is not null)
        {
            AddFile(builder, file, problems);
        }

        builder.AddInMemoryCollection(environment
            .Where(variable => variable.Key.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase))
            .Select(variable => KeyValuePair.Create(variable.Key[EnvironmentPrefix.Length..].Replace("__", ":", StringComparison.Ordinal), (string?)variable.Value))
            .Where(variable => !NotOptions.Contains(variable.Key, StringComparer.OrdinalIgnoreCase)));
        builder.AddInMemoryCollection(commandLine.Select(pair => KeyValuePair.Create(pair.Key.Replace('.', ':'), (string?)pair.Value)));
        return builder.Build();
    }

    private static void AddFile(ConfigurationBuilder builder, string file, ICollection<string> problems)
    {
        try
        {
            using FileStream content = File.OpenRead(file);
            IConfigurationRoot read = new ConfigurationBuilder().AddJsonStream(content).Build();
            builder.AddInMemoryCollection(read.AsEnumerable().Where(pair => pair.Value is not null));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or System.Text.Json.JsonException)
        {
            problems.Add($"config: {file}: {e.Message}");
        }
    }
}
