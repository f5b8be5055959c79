using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>
/// Runs that have log records without run and trace, bound by a session; by id. Asked before the logs are: where there are none, the
/// branch that would read them is left out, whose planning alone costs as much as the others.
/// </summary>
/// <param name="RunIds">The runs.</param>
public sealed record BoundLogs(IReadOnlyCollection<string> RunIds) : Question<string>
{
    private const string Sql = """
        SELECT DISTINCT RunId
        FROM run_touches
        WHERE RunId IN {runs:Array(String)} AND TraceId = '' AND SessionId != ''
        ORDER BY RunId
        """;

    internal override QueryText<string> ToQuery() => new(Sql, new Parameters().Strings("runs", RunIds), row => row.Text());

    internal static async Task<bool> AnyAsync(IReadOnlyCollection<string> runIds, StoreReader reads, CancellationToken cancellationToken) =>
        (await reads.AskAsync(new BoundLogs(runIds), cancellationToken)).Count > 0;
}
