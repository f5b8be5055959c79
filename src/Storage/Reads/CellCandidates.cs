using System.Numerics;
using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>A place in the order of cells that may hold one.</summary>
/// <param name="NewestUnixNano">Start of a run, nanoseconds since 1970, 0 where not recorded; null in the order of keys.</param>
/// <param name="Cell">The cell.</param>
internal sealed record CellCandidate(long? NewestUnixNano, CellId Cell);

/// <summary>
/// Places of cells in an order, read from tables that are sorted by it. A place may be an older start of a cell, or one that is no
/// longer true: the runs themselves decide.
/// </summary>
/// <param name="Filter">Which cells.</param>
/// <param name="Order">In which order.</param>
/// <param name="From">Only places behind this one, in the direction; null starts at the end that is walked from.</param>
/// <param name="Limit">Most places.</param>
/// <param name="Backward">Walks the order backwards.</param>
internal sealed record CellCandidates(CellFilter Filter, CellOrder Order, CellCandidate? From, int Limit, bool Backward) : Question<CellCandidate>
{
    // Small blocks: the engine stops reading after the last place, and not after a block of 65,536. Each part of the table is begun,
    // so a block is less than what is asked for. Powers of two: few texts.
    private const int BlocksPerLimit = 4;
    private const int LeastBlockRows = 32;
    private const int MostBlockRows = 1024;

    private static readonly (string Column, string Value)[] Cell =
    [
        ("Sweep", "{fromSweep:String}"), ("Agent", "{fromAgent:String}"), ("Model", "{fromModel:String}"),
        ("Category", "{fromCategory:String}"), ("Task", "{fromTask:String}"),
    ];

    /// <summary>What one run of the cell must meet; null: nothing.</summary>
    public RunConditions? WithRun { get; init; }

    internal override QueryText<CellCandidate> ToQuery()
    {
        bool newest = Order == CellOrder.Newest;
        Conditions conditions = CellsWithRun.Add(Filter.ToConditions(), WithRun);
        if (From is not null)
        {
            conditions.Add(Behind(newest ? [("StartOrder", "{fromOrder:Int64}"), .. Cell] : Cell));
            CellId cell = From.Cell;
            conditions.Values.String("fromSweep", cell.Sweep).String("fromAgent", cell.Agent).String("fromModel", cell.Model)
                .String("fromCategory", cell.Category).String("fromTask", cell.Task).Int64("fromOrder", -From.NewestUnixNano ?? 0);
        }

        string direction = Backward ? " DESC" : "";
        string keys = string.Join(", ", (newest ? "StartOrder, " + Dimensions.Cell : Dimensions.Cell).Split(", ").Select(key => key + direction));
        string sql = $$"""
            SELECT {{(newest ? "-StartOrder" : "NULL::Nullable(Int64)")}}, {{Dimensions.Cell}}
            FROM {{(newest ? "cell_starts" : "cells")}}
            WHERE {{conditions.Text}}
            ORDER BY {{keys}}
            LIMIT {limit:UInt32}
            SETTINGS max_block_size = {{BlockRows}}
            """;
        conditions.Values.UInt32("limit", (uint)Limit);
        return new QueryText<CellCandidate>(
            sql, conditions.Values, row => new CellCandidate(row.Int64OrNull(), new CellId(row.Text(), row.Text(), row.Text(), row.Text(), row.Text())));
    }

    private uint BlockRows => Math.Clamp(BitOperations.RoundUpToPowerOf2((uint)Limit) / BlocksPerLimit, LeastBlockRows, MostBlockRows);

    // Column by column: the engine finds where to start by such a condition, and reads everything for one that compares tuples.
    private string Behind(ReadOnlySpan<(string Column, string Value)> key)
    {
        (string column, string value) = key[0];
        string behind = $"{column} {(Backward ? "<" : ">")} {value}";
        return key.Length == 1 ? behind : $"({behind} OR ({column} = {value} AND {Behind(key[1..])}))";
    }
}
