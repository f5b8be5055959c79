namespace Tracing.Dialects.Witnesses;

/// <summary>
/// Which tellings are of the same call: by a common id, else by the span both name, else by time, the best fit first, else, where one
/// witness is an agent's output, by their order. Each call is matched once.
/// </summary>
internal static class CallMatch
{
    // Logs carry whole milliseconds, and are written a little after what they tell.
    private const double SlackMs = 100;
    private const double NanosecondsPerMillisecond = 1e6;

    /// <summary>Matches.</summary>
    /// <param name="shape">The kind of step.</param>
    /// <param name="known">Calls that are known.</param>
    /// <param name="told">What another witness tells.</param>
    /// <returns>Index in <paramref name="told"/> to index in <paramref name="known"/>, for those that have a partner.</returns>
    public static IReadOnlyDictionary<int, int> Of<TStep>(CallShape<TStep> shape, IReadOnlyList<TStep> known, IReadOnlyList<TStep> told)
    {
        var pairs = new Dictionary<int, int>();
        var taken = new HashSet<int>();
        ByKey(known, told, step => shape.Id(step), pairs, taken);
        bool shareIds = pairs.Count > 0;
        ByKey(known, told, step => shape.Place(step) is ({ Length: > 0 } trace, { Length: > 0 } span) ? trace + span : null, pairs, taken);
        ByTime(shape, known, told, pairs, taken, MayBeSame);
        ByOrder(shape, known, told, pairs, taken, MayBeSame);
        return pairs;

        // Two different ids are two calls, but not where one witness numbers them in a way of its own.
        bool MayBeSame(TStep a, TStep b) =>
            shape.Id(a) is not { } one || shape.Id(b) is not { } other || string.Equals(one, other, StringComparison.Ordinal) ||
            (!shareIds && (shape.HasOwnNumber(a) || shape.HasOwnNumber(b)));
    }

    private static void ByKey<TStep>(IReadOnlyList<TStep> known, IReadOnlyList<TStep> told, Func<TStep, string?> key, Dictionary<int, int> pairs, HashSet<int> taken)
    {
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < known.Count; i++)
        {
            if (!taken.Contains(i) && key(known[i]) is { } value)
            {
                byKey.TryAdd(value, i);
            }
        }

        for (int i = 0; i < told.Count; i++)
        {
            if (!pairs.ContainsKey(i) && key(told[i]) is { } value && byKey.TryGetValue(value, out int partner) && taken.Add(partner))
            {
                pairs[i] = partner;
            }
        }
    }

    private static void ByTime<TStep>(CallShape<TStep> shape, IReadOnlyList<TStep> known, IReadOnlyList<TStep> told, Dictionary<int, int> pairs, HashSet<int> taken, Func<TStep, TStep, bool> mayBeSame)
    {
        var fits = new List<(int Agreement, double Fit, int Known, int Told)>();
        for (int t = 0; t < told.Count; t++)
        {
            for (int k = 0; k < known.Count && !pairs.ContainsKey(t); k++)
            {
                if (!taken.Contains(k) && mayBeSame(known[k], told[t]) && Fit(shape.Time(known[k]), shape.Time(told[t])) is > 0 and var fit)
                {
                    fits.Add((shape.Agreement(known[k], told[t]), fit, k, t));
                }
            }
        }

        foreach ((_, _, int k, int t) in fits.OrderByDescending(fit => fit.Agreement).ThenByDescending(fit => fit.Fit).ThenBy(fit => fit.Known).ThenBy(fit => fit.Told))
        {
            if (!pairs.ContainsKey(t) && taken.Add(k))
            {
                pairs[t] = k;
            }
        }
    }

    // Who reads an agent's output may read it late. What both still hold are the same calls in the same order, as far as they agree.
    private static void ByOrder<TStep>(CallShape<TStep> shape, IReadOnlyList<TStep> known, IReadOnlyList<TStep> told, Dictionary<int, int> pairs, HashSet<int> taken, Func<TStep, TStep, bool> mayBeSame)
    {
        int[] rest = [.. Enumerable.Range(0, known.Count).Where(k => !taken.Contains(k)).OrderBy(k => shape.Time(known[k]).StartUnixNano)];
        foreach (int t in Enumerable.Range(0, told.Count).Where(t => !pairs.ContainsKey(t)).OrderBy(t => shape.Time(told[t]).StartUnixNano))
        {
            foreach (int k in rest)
            {
                if ((shape.HasOwnNumber(told[t]) || shape.HasOwnNumber(known[k])) && !taken.Contains(k) && mayBeSame(known[k], told[t]) && shape.Agreement(known[k], told[t]) > 0)
                {
                    taken.Add(k);
                    pairs[t] = k;
                    break;
                }
            }
        }
    }

    // The common part of both spans of time, as a share of the whole; 0 where they do not meet.
    private static double Fit((long StartUnixNano, double? Milliseconds) a, (long StartUnixNano, double? Milliseconds) b)
    {
        (double aStart, double aEnd) = (0, (a.Milliseconds ?? 0) + SlackMs);
        double bStart = ((double)b.StartUnixNano - a.StartUnixNano) / NanosecondsPerMillisecond;
        double bEnd = bStart + (b.Milliseconds ?? 0) + SlackMs;
        double common = Math.Min(aEnd, bEnd) - Math.Max(aStart, bStart);
        return common <= 0 ? 0 : common / (Math.Max(aEnd, bEnd) - Math.Min(aStart, bStart));
    }
}
