using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Sweeps;

/// <summary>What of a sweep is done, a line a trial, so that it can be resumed.</summary>
/// <param name="path">The file.</param>
public sealed class SweepJournal(string path)
{
    // File systems give a name 255 bytes.
    private const int MostNameCharacters = 240;

    private readonly Lock gate = new();

    /// <summary>The journal of a sweep, in a folder of journals. Its file is named so that any sweep's name can be one.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="sweep">The sweep.</param>
    public static SweepJournal Of(string folder, string sweep)
    {
        byte[] name = Encoding.UTF8.GetBytes(sweep);
        string hex = Convert.ToHexStringLower(name);
        return new SweepJournal(Path.Join(folder, (hex.Length <= MostNameCharacters ? hex : "sha256-" + Convert.ToHexStringLower(SHA256.HashData(name))) + ".jsonl"));
    }

    /// <summary>Makes the file where there is none: what cannot be written down is found out before a trial is run.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public void Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = File.Open(path, FileMode.Append);
    }

    /// <summary>What it knows of each trial: the newest result, or where there is none the newest end.</summary>
    public IReadOnlyList<SweepJournalEntry> Known()
    {
        var known = new Dictionary<(string, int), SweepJournalEntry>();
        foreach (string line in File.Exists(path) ? File.ReadLines(path) : [])
        {
            if (Read(line) is { } entry && (entry.HasResult || known.GetValueOrDefault((entry.Cell, entry.Trial))?.HasResult != true))
            {
                known[(entry.Cell, entry.Trial)] = entry;
            }
        }

        return [.. known.Values];
    }

    /// <summary>Adds a trial that has ended.</summary>
    /// <param name="entry">The trial.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">As before.</exception>
    public void Add(SweepJournalEntry entry)
    {
        lock (gate)
        {
            Open();
            using FileStream file = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
            string before = IsTorn(file) ? "\n" : "";
            file.Seek(0, SeekOrigin.End);
            file.Write(Encoding.UTF8.GetBytes(before + JsonSerializer.Serialize(entry) + "\n"));
        }
    }

    // A process that was ended while it wrote left a line without its end: the next must not become a part of it.
    private static bool IsTorn(FileStream file)
    {
        if (file.Length == 0)
        {
            return false;
        }

        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    // A line may be torn.
    private static SweepJournalEntry? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<SweepJournalEntry>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A trial that has ended.</summary>
/// <param name="Cell">Its cell: <c>sweep/agent/model/category/task</c>.</param>
/// <param name="Trial">Its trial.</param>
/// <param name="Run">Its run.</param>
/// <param name="State">Its state, one of <see cref="RunStates"/>.</param>
/// <param name="Passed">Whether it passed; null where that was not found out, or is not written down.</param>
public sealed record SweepJournalEntry(string Cell, int Trial, string Run, string State, bool? Passed = null)
{
    /// <summary>Whether it ended with a result: finished, or its time was up. What was cancelled or failed for other reasons is run again.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool HasResult => State is RunStates.Finished or RunStates.TimedOut;
}
