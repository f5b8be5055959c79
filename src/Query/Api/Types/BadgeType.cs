using System.Globalization;
using GraphQL.Types;
using Tracing.Query.Statistics;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>A cell on one line.</summary>
/// <param name="Label">What it is about.</param>
/// <param name="Axis">The axis.</param>
/// <param name="Value">Its mean; null where not recorded.</param>
public sealed record BadgeView(string Label, string Axis, double? Value)
{
    private const double Good = 0.8;
    private const double Fair = 0.5;

    /// <summary>The value in words.</summary>
    public string Message => Value is { } value ? Math.Round(value * 100).ToString(CultureInfo.InvariantCulture) + "%" : "not recorded";

    /// <summary>A colour by the value; grey where there is none.</summary>
    public string Color => Value switch { null => "#6b7280", >= Good => "#15803d", >= Fair => "#b45309", _ => "#b91c1c" };

    /// <summary>The badge of a cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="axis">An axis between 0 and 1.</param>
    /// <param name="axes">The cell's axes.</param>
    public static BadgeView Of(CellRow cell, string axis, IReadOnlyList<AxisEstimate>? axes) =>
        new($"{cell.Agent} × {cell.Model}", axis, axes?.FirstOrDefault(one => one.Axis == axis)?.Summary?.Mean);
}

/// <summary>A cell on one line.</summary>
public sealed class BadgeType : ObjectGraphType<BadgeView>
{
    /// <summary>Declares the fields.</summary>
    public BadgeType()
    {
        Name = "Badge";
        Description = "A cell on one line, as plain text and a colour.";
        Field<NonNullGraphType<StringGraphType>>("label").Description("agent × model.").Resolve(c => c.Source.Label);
        Field<NonNullGraphType<StringGraphType>>("message").Description("The axis as a percentage, or: not recorded.").Resolve(c => c.Source.Message);
        Field<NonNullGraphType<StringGraphType>>("color").Description("As in style sheets, #rrggbb.").Resolve(c => c.Source.Color);
        Field<NonNullGraphType<StringGraphType>>("axis").Resolve(c => c.Source.Axis);
        Field<FloatGraphType>("value").Description("Mean over the runs that count; null: not recorded.").Resolve(c => c.Source.Value);
    }
}
