namespace Tracing.Adapters.Proxy.Recording;

/// <summary>
/// Numbers tries: the same request of the same run again after a failure is the next one. Remembers failed requests alone, the latest so many of them.
/// Safe for concurrent calls.
/// </summary>
/// <param name="capacity">How many failed requests are remembered.</param>
public sealed class AttemptCounter(int capacity = 10_000)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Run, string Request), (int Attempt, long Order)> failed = [];
    private readonly Queue<((string Run, string Request) Key, long Order)> oldest = new();
    private long order;

    /// <summary>Numbers a call that has ended.</summary>
    /// <param name="run">Its run, or empty.</param>
    /// <param name="request">Hash of its request.</param>
    /// <param name="hasFailed">Whether it failed.</param>
    /// <returns>1 for the first try.</returns>
    public int Number(string run, string request, bool hasFailed)
    {
        (string, string) key = (run, request);
        lock (gate)
        {
            int attempt = failed.TryGetValue(key, out (int Attempt, long Order) before) ? before.Attempt + 1 : 1;
            if (hasFailed)
            {
                failed[key] = (attempt, ++order);
                oldest.Enqueue((key, order));
            }
            else
            {
                failed.Remove(key);
            }

            Forget();
            return attempt;
        }
    }

    // An entry of the queue counts only while it is the last failure of its request.
    private void Forget()
    {
        while (oldest.TryPeek(out ((string, string) Key, long Order) first) &&
            (failed.Count > capacity || !failed.TryGetValue(first.Key, out (int, long Order) kept) || kept.Order != first.Order))
        {
            if (failed.TryGetValue(first.Key, out (int, long Order) entry) && entry.Order == first.Order)
            {
                failed.Remove(first.Key);
            }

            oldest.Dequeue();
        }
    }
}
