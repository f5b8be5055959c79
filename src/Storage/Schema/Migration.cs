using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Tracing.Storage.Schema;

/// <summary>One numbered statement of the schema's history. Its text never changes once it is released.</summary>
/// <param name="Number">Place in the history, from 1.</param>
/// <param name="Name">File name without its ending, e.g. <c>0001_otel_traces</c>.</param>
/// <param name="Sql">One statement that does no harm when it runs twice.</param>
public sealed record Migration(int Number, string Name, string Sql)
{
    private const string Ending = ".sql";

    /// <summary>SHA-256 of the text, lowercase hex.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)));

    /// <summary>Whether it takes a table away: harmless before its successor has made the table anew, and not after.</summary>
    public bool Drops => Sql.Contains("\nDROP TABLE", StringComparison.Ordinal);

    /// <summary>The history that this program knows, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } = ReadEmbedded();

    private static List<Migration> ReadEmbedded()
    {
        Assembly assembly = typeof(Migration).Assembly;
        string prefix = typeof(Migration).Namespace + ".Migrations.";
        var all = new List<Migration>();
        foreach (string resource in assembly.GetManifestResourceNames().Where(IsMigration).Order(StringComparer.Ordinal))
        {
            string name = resource[prefix.Length..^Ending.Length];
            using var text = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            int number = int.Parse(name.AsSpan(0, name.IndexOf('_', StringComparison.Ordinal)), CultureInfo.InvariantCulture);
            all.Add(new Migration(number, name, text.ReadToEnd()));
        }

        return all;

        bool IsMigration(string resource) =>
            resource.StartsWith(prefix, StringComparison.Ordinal) && resource.EndsWith(Ending, StringComparison.Ordinal);
    }
}
