using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>How cells are related: in what alone they may differ.</summary>
public enum CellRelation
{
    /// <summary>Another agent.</summary>
    OtherAgents,

    /// <summary>Another model.</summary>
    OtherModels,

    /// <summary>Another task of the category.</summary>
    OtherTasks,
}

/// <summary>Cells that differ from others in one part alone, those others included; by id.</summary>
/// <param name="Relation">In which part.</param>
/// <param name="Cells">The others, by their parts.</param>
/// <param name="Limit">Most cells.</param>
public sealed record RelatedCells(CellRelation Relation, IReadOnlyList<CellRow> Cells, int Limit = 1_000) : Question<CellRow>
{
    internal override QueryText<CellRow> ToQuery()
    {
        (string columns, Func<CellRow, string>[] parts) = Relation switch
        {
            CellRelation.OtherAgents => ("Sweep, Model, Category, Task", (Func<CellRow, string>[])[c => c.Sweep, c => c.Model, c => c.Category, c => c.Task]),
            CellRelation.OtherModels => ("Sweep, Agent, Category, Task", [c => c.Sweep, c => c.Agent, c => c.Category, c => c.Task]),
            _ => ("Sweep, Agent, Model, Category", [c => c.Sweep, c => c.Agent, c => c.Model, c => c.Category]),
        };
        Parameters values = new Parameters().UInt32("limit", (uint)Limit);
        for (int i = 0; i < parts.Length; i++)
        {
            values.Strings($"part{i}", Cells.Select(parts[i]));
        }

        // The bare sweep is what a sorting key can use; the tuple is what makes the cells exact.
        string sql = $$"""
            SELECT
              {{CellMapping.Columns}}
            FROM {{CountingRuns.Of($"CellId != '' AND Sweep IN {{part0:Array(String)}} AND has(arrayZip({{part0:Array(String)}}, {{part1:Array(String)}}, {{part2:Array(String)}}, {{part3:Array(String)}}), ({columns}))")}}
            GROUP BY CellId, Sweep, Agent, Model, Category, Task
            ORDER BY CellId
            LIMIT {limit:UInt32}
            """;
        return new QueryText<CellRow>(sql, values, CellMapping.Read);
    }
}
