using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;

namespace Tracing.Storage.Reads;

/// <summary>A name and what its newest run that told it says of it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Detail">A version or a build; null where none told.</param>
public sealed record NamedRow(string Name, string? Detail);

/// <summary>Agents of cells, by name, each with its newest version.</summary>
/// <param name="Filter">Which cells.</param>
/// <param name="Limit">Most agents.</param>
public sealed record AgentsOfCells(CellFilter Filter, int Limit = 1_000) : Question<NamedRow>
{
    internal override QueryText<NamedRow> ToQuery() => NamedQuery.Of("Agent", "AgentVersion", Filter, Limit);
}

/// <summary>Models of cells, by name, each with its newest build.</summary>
/// <param name="Filter">Which cells.</param>
/// <param name="Limit">Most models.</param>
public sealed record ModelsOfCells(CellFilter Filter, int Limit = 1_000) : Question<NamedRow>
{
    internal override QueryText<NamedRow> ToQuery() => NamedQuery.Of("Model", "ModelBuildId", Filter, Limit);
}

/// <summary>Tasks of cells as <c>category/name</c>, by id.</summary>
/// <param name="Filter">Which cells.</param>
/// <param name="Limit">Most tasks.</param>
public sealed record TasksOfCells(CellFilter Filter, int Limit = 1_000) : Question<NamedRow>
{
    internal override QueryText<NamedRow> ToQuery() => NamedQuery.Of("concat(Category, '/', Task)", "CAST(NULL, 'Nullable(String)')", Filter, Limit);
}
