using GraphQL.Types;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>An axis over two dimensions.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Rows">What a row is.</param>
/// <param name="Columns">What a column is.</param>
/// <param name="Cells">The cells that have runs.</param>
public sealed record MatrixView(string Axis, CellDimension Rows, CellDimension Columns, IReadOnlyList<MatrixCellView> Cells)
{
    /// <summary>Values of the rows, in the order of their names.</summary>
    public IReadOnlyList<string> RowValues => Values(Cells.Select(cell => cell.Row));

    /// <summary>Values of the columns, in the order of their names.</summary>
    public IReadOnlyList<string> ColumnValues => Values(Cells.Select(cell => cell.Column));

    private static string[] Values(IEnumerable<string> values) => [.. values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>Where a row meets a column.</summary>
/// <param name="Row">Value of the row.</param>
/// <param name="Column">Value of the column.</param>
/// <param name="Runs">All runs.</param>
/// <param name="Estimate">The axis over the runs that count.</param>
public sealed record MatrixCellView(string Row, string Column, RunTally Runs, AxisEstimate Estimate);

/// <summary>An axis over two dimensions.</summary>
public sealed class MatrixType : ObjectGraphType<MatrixView>
{
    /// <summary>Declares the fields.</summary>
    public MatrixType()
    {
        Name = "Matrix";
        Description = "An axis over two dimensions.";
        Field<NonNullGraphType<StringGraphType>>("axis").Resolve(c => c.Source.Axis);
        Field<NonNullGraphType<DimensionType>>("rows").Resolve(c => c.Source.Rows);
        Field<NonNullGraphType<DimensionType>>("columns").Resolve(c => c.Source.Columns);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("rowValues").Items(25).Description("In the order of their names.")
            .Resolve(c => c.Source.RowValues);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<StringGraphType>>>>("columnValues").Items(25).Description("In the order of their names.")
            .Resolve(c => c.Source.ColumnValues);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<MatrixCellType>>>>("cells").Items(200)
            .Description("By row, then by column. Where nothing was run there is no cell.").Resolve(c => c.Source.Cells);
    }
}

/// <summary>Where a row meets a column.</summary>
public sealed class MatrixCellType : ObjectGraphType<MatrixCellView>
{
    /// <summary>Declares the fields.</summary>
    public MatrixCellType()
    {
        Name = "MatrixCell";
        Description = "Where a row of a matrix meets a column.";
        Field<NonNullGraphType<StringGraphType>>("row").Resolve(c => c.Source.Row);
        Field<NonNullGraphType<StringGraphType>>("column").Resolve(c => c.Source.Column);
        Field<NonNullGraphType<RunTallyType>>("runs").Resolve(c => c.Source.Runs);
        Field<NonNullGraphType<AxisEstimateType>>("estimate").Resolve(c => c.Source.Estimate);
    }
}
