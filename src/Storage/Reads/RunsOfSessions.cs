using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>The runs that name a session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="RunId">The run; the first by id where there are several.</param>
/// <param name="Runs">How many runs name it.</param>
public sealed record SessionRunsRow(string SessionId, string RunId, ulong Runs);

/// <summary>Which runs name sessions, by session; sessions that no run names are left out.</summary>
/// <param name="SessionIds">The sessions.</param>
public sealed record RunsOfSessions(IReadOnlyCollection<string> SessionIds) : Question<SessionRunsRow>
{
    private const string Sql = """
        SELECT SessionId, min(RunId), uniqExact(RunId)
        FROM run_sessions
        WHERE SessionId IN {sessions:Array(String)}
        GROUP BY SessionId
        ORDER BY SessionId
        """;

    internal override QueryText<SessionRunsRow> ToQuery() => new(
        Sql,
        new Parameters().Strings("sessions", SessionIds),
        row => new SessionRunsRow(row.Text(), row.Text(), row.UInt64()));
}
