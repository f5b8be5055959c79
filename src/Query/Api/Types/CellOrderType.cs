using GraphQL.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>In which order cells come.</summary>
public sealed class CellOrderType : EnumerationGraphType
{
    /// <summary>Declares the values.</summary>
    public CellOrderType()
    {
        Name = "CellOrder";
        Description = "In which order cells come.";
        Add("NEWEST", CellOrder.Newest, "By the start of the newest run, newest first.");
        Add("ID", CellOrder.Id, "By id.");
    }
}
