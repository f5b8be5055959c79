using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Storage.Rows;

namespace Tracing.Storage.Reads;

/// <summary>Runs by their ids, in the order of the ids as text; those that do not exist are left out.</summary>
/// <param name="RunIds">The runs.</param>
public sealed record RunsById(IReadOnlyCollection<string> RunIds) : Question<RunRow>
{
    private const string Sql = $$"""
        SELECT
          {{RunMapping.Columns}}
        FROM runs FINAL
        WHERE {{RunKeys.OneOf}}
        ORDER BY RunId
        """;

    internal override QueryText<RunRow> ToQuery() => new(Sql, new Parameters().Strings("runs", RunIds), RunMapping.Read);
}
