using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>Cells by their keys, in no order; those without a run are left out.</summary>
/// <param name="Cells">The cells.</param>
public sealed record CellsOfKeys(IReadOnlyCollection<CellId> Cells) : Question<CellRow>
{
    private static readonly string Sql = $$"""
        SELECT
          {{CellMapping.Columns}}
        FROM {{CountingRuns.Of(CellParts.OneOf)}}
        GROUP BY CellId, Sweep, Agent, Model, Category, Task
        """;

    internal override QueryText<CellRow> ToQuery() => new(Sql, CellParts.Add(new Parameters(), Cells), CellMapping.Read);
}
