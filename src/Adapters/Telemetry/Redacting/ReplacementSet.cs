using System.Buffers;
using System.Diagnostics.CodeAnalysis;

namespace Tracing.Adapters.Telemetry.Redacting;

/// <summary>Finds the leftmost and longest of many texts.</summary>
internal sealed class ReplacementSet
{
    private readonly Replacement[] longestFirst;
    private readonly SearchValues<string> patterns;
    private readonly int longest;

    /// <summary>Makes a set.</summary>
    /// <param name="all">The replacements.</param>
    public ReplacementSet(IReadOnlyCollection<Replacement> all)
    {
        longestFirst = [.. all.OrderByDescending(one => one.Pattern.Length)];
        longest = longestFirst is [{ } first, ..] ? first.Pattern.Length : 0;
        patterns = SearchValues.Create([.. longestFirst.Select(one => one.Pattern)], StringComparison.Ordinal);
    }

    /// <summary>Whether nothing is looked for.</summary>
    public bool IsEmpty => longestFirst.Length == 0;

    /// <summary>Whether any of the texts stands in another, where it fits or not.</summary>
    /// <param name="text">The other.</param>
    public bool MayBeIn(ReadOnlySpan<char> text) => !IsEmpty && text.IndexOfAny(patterns) >= 0;

    /// <summary>Finds the first one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where to begin; what lies before tells whether a path begins there.</param>
    /// <param name="start">Where it was found.</param>
    /// <param name="found">Which.</param>
    public bool TryFind(ReadOnlySpan<char> text, int from, out int start, [NotNullWhen(true)] out Replacement? found)
    {
        start = from;
        found = null;
        while (!IsEmpty && text[start..].IndexOfAny(patterns) is >= 0 and var ahead)
        {
            start += ahead;
            foreach (Replacement one in longestFirst)
            {
                if (text[start..].StartsWith(one.Pattern, StringComparison.Ordinal) && one.FitsAt(text, start))
                {
                    found = one;
                    return true;
                }
            }

            start++;
        }

        return false;
    }

    /// <summary>How much of a text can be judged before more of it is known: behind it a pattern may have begun.</summary>
    /// <param name="text">The text so far.</param>
    /// <param name="from">Where to begin.</param>
    public int Judgeable(ReadOnlySpan<char> text, int from)
    {
        for (int start = Math.Max(from, text.Length - longest); start < text.Length; start++)
        {
            ReadOnlySpan<char> tail = text[start..];
            foreach (Replacement one in longestFirst)
            {
                // A folder's path at the very end waits for the character that ends its name.
                if (tail.Length < one.Pattern.Length + (one.IsFolder ? 1 : 0) && one.Pattern.AsSpan().StartsWith(tail, StringComparison.Ordinal))
                {
                    return start;
                }
            }
        }

        return text.Length;
    }
}
