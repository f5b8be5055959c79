using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>How many runs a filter finds: one row.</summary>
/// <param name="Filter">Which.</param>
public sealed record RunCount(RunFilter Filter) : Question<ulong>
{
    internal override QueryText<ulong> ToQuery()
    {
        Conditions conditions = Filter.ToConditions();
        return new QueryText<ulong>($"SELECT count() FROM runs FINAL WHERE {conditions.Text}", conditions.Values, row => row.UInt64());
    }
}
