namespace Tracing.Query.Export;

/// <summary>Which file an address of the service is in an export. An address that is not in it is not exported.</summary>
internal sealed class AddressBook
{
    private readonly Dictionary<string, string> files = new(StringComparer.Ordinal);

    // As file systems compare names that do not tell capitals from small letters.
    private readonly Dictionary<string, string> owners = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Notes a file.</summary>
    /// <param name="file">The file, from the export's folder.</param>
    /// <param name="paths">Its addresses, the first the one that it is known by.</param>
    /// <exception cref="ExportException">Two contents would share the file: never by accident, the names hold hashes.</exception>
    public void Add(string file, params IReadOnlyList<string> paths)
    {
        if (!owners.TryAdd(file, paths[0]))
        {
            throw new ExportException($"'{paths[0]}' and '{owners[file]}' would be the same file {file}.");
        }

        foreach (string path in paths)
        {
            files.Add(path, file);
        }
    }

    /// <summary>The file of an address; null where it is not exported.</summary>
    /// <param name="path">The address.</param>
    public string? FileOf(string path) => files.GetValueOrDefault(path);

    /// <summary>The address that a file is known by; null for a file that is none.</summary>
    /// <param name="file">The file.</param>
    public string? PathOf(string file) => owners.GetValueOrDefault(file);
}
