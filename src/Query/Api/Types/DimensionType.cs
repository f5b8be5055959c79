using GraphQL.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>By what cells are grouped.</summary>
public sealed class DimensionType : EnumerationGraphType
{
    /// <summary>Declares the values.</summary>
    public DimensionType()
    {
        Name = "Dimension";
        Description = "By what cells are grouped.";
        Add("SWEEP", CellDimension.Sweep);
        Add("AGENT", CellDimension.Agent);
        Add("MODEL", CellDimension.Model);
        Add("CATEGORY", CellDimension.Category);
        Add("TASK", CellDimension.Task, "category/name.");
    }
}
