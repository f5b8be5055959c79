namespace Tracing.Adapters.Tasks;

/// <summary>The name that was probably meant.</summary>
public static class NearestName
{
    /// <summary>Finds it.</summary>
    /// <param name="written">The name as it was written.</param>
    /// <param name="known">The names there are.</param>
    /// <returns>The known name with the fewest letters to change; null where all are too far off to be meant.</returns>
    public static string? Of(string written, IReadOnlyList<string> known)
    {
        string name = written.Length > 64 ? written[..64] : written;
        (string Name, int Distance) nearest = known.Select(candidate => (candidate, Distance(Comparable(name), candidate))).MinBy(pair => pair.Item2);
        return nearest.Distance <= Math.Max(2, nearest.Name.Length / 2) ? nearest.Name : null;
    }

    /// <summary>A sentence that asks whether it was meant, with a space before it.</summary>
    /// <param name="written">The name as it was written.</param>
    /// <param name="known">The names there are.</param>
    /// <returns>Empty where all are too far off.</returns>
    public static string Question(string written, IReadOnlyList<string> known) => Of(written, known) is { } name ? $" Did you mean {name}?" : "";

    private static string Comparable(string name) =>
        string.Concat(name.Select((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? "_" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString())).Replace('-', '_');

    // Letters to put in, take out or replace (Levenshtein), one row at a time.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
