using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>Members that interpret: those that told so lately, by the engine's clock, and have not left; by name.</summary>
/// <param name="Within">How lately.</param>
public sealed record LiveInterpreters(TimeSpan Within) : Question<string>
{
    private const string Sql = """
        SELECT Member
        FROM interpreters
        GROUP BY Member
        HAVING max(Gone) = 0 AND max(BeatAt) > now64(9) - toIntervalMillisecond({within:Int64})
        ORDER BY Member
        """;

    internal override QueryText<string> ToQuery() =>
        new(Sql, new Parameters().Int64("within", (long)Within.TotalMilliseconds), row => row.Text());
}
