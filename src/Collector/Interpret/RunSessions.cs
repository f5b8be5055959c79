using System.Text;
using Tracing.Dialects.Records;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Collector.Interpret;

/// <summary>Which sessions a run's records name, by the attributes of <see cref="SessionAttributes"/>.</summary>
internal static class RunSessions
{
    // A run that names more is not one session's: the first ones must do.
    private const int MostPerRun = 64;

    /// <summary>The first sessions of a run, in the order of its records, each once.</summary>
    /// <param name="run">The run's records.</param>
    public static IReadOnlyList<RunSessionRow> Of(RunRecords run)
    {
        var sessions = new HashSet<string>(StringComparer.Ordinal);
        AttributeSet? resource = null;
        foreach ((AttributeSet own, AttributeSet shared) in Sets(run).TakeWhile(_ => sessions.Count < MostPerRun))
        {
            Add(own, sessions);

            // Records of one resource mostly follow each other and share its set.
            if (!ReferenceEquals(shared, resource))
            {
                Add(shared, sessions);
                resource = shared;
            }
        }

        return [.. sessions.Take(MostPerRun).Select(session => new RunSessionRow(session, run.RunId))];
    }

    private static IEnumerable<(AttributeSet Own, AttributeSet Resource)> Sets(RunRecords run) =>
        run.Spans.Select(span => (span.Attributes, span.Resource)).Concat(run.Logs.Select(log => (log.Attributes, log.Resource)));

    private static void Add(AttributeSet attributes, HashSet<string> sessions)
    {
        foreach (string name in SessionAttributes.Names)
        {
            if (attributes.Text(name) is { } session && Encoding.UTF8.GetByteCount(session) <= SessionAttributes.MostBytes)
            {
                sessions.Add(session);
            }
        }
    }
}
