using GraphQL.Types;
using Tracing.Query.Badges;

namespace Tracing.Query.Api.Types;

/// <summary>A cell on one line.</summary>
public sealed class BadgeType : ObjectGraphType<BadgeView>
{
    /// <summary>Declares the fields.</summary>
    public BadgeType()
    {
        Name = "Badge";
        Description = "A cell on one line, as plain text and a colour. As a picture: /badge/AGENT/MODEL/CATEGORY/TASK.svg";
        Field<NonNullGraphType<StringGraphType>>("label").Description("agent × model.").Resolve(c => c.Source.Label);
        Field<NonNullGraphType<StringGraphType>>("message").Description("A share as a percentage, any other axis in its unit, or: not recorded.").Resolve(c => c.Source.Message);
        Field<NonNullGraphType<StringGraphType>>("color").Description("As in style sheets, #rrggbb.").Resolve(c => c.Source.Color);
        Field<NonNullGraphType<StringGraphType>>("axis").Resolve(c => c.Source.Axis);
        Field<FloatGraphType>("value").Description("Mean over the runs that count; null: not recorded.").Resolve(c => c.Source.Value);
    }
}
