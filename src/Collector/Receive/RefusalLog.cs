using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Tracing.Collector.Receive;

/// <summary>Says that requests are refused, without letting their senders fill the log: one line a kind in ten seconds, with the count.</summary>
internal sealed class RefusalLog(TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<OutcomeKind, Entry> _entries = new();

    public void Note(ExportOutcome outcome)
    {
        Entry entry = _entries.GetOrAdd(outcome.Kind, static _ => new Entry());
        long refused;
        lock (entry)
        {
            entry.Refused++;
            long now = time.GetTimestamp();
            if (entry.LastLine is { } last && time.GetElapsedTime(last, now) < Interval)
            {
                return;
            }

            (refused, entry.Refused, entry.LastLine) = (entry.Refused, 0, now);
        }

        Log.RequestsRefused(logger, outcome.Kind, refused, outcome.Message ?? outcome.Row.Message);
    }

    private sealed class Entry
    {
        public long Refused { get; set; }

        public long? LastLine { get; set; }
    }
}
