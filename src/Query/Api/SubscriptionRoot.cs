using GraphQL.Types;
using Tracing.Query.Api.Inputs;
using Tracing.Query.Api.Types;

namespace Tracing.Query.Api;

/// <summary>The root of every subscription.</summary>
public sealed class SubscriptionRoot : ObjectGraphType
{
    /// <summary>Declares the fields.</summary>
    public SubscriptionRoot()
    {
        Name = "Subscription";
        Description = "What happens, as it happens, whichever collector it came through. A subscriber that reads too slowly is dropped with the code TOO_SLOW.";
        Field<NonNullGraphType<RunType>>("runChanged").Description("A run whenever it was read anew from its records: its present state, not what changed.")
            .Argument<CellFilterInput>("filter", "Which cells' runs.")
            .ResolveStreamAsync(async c => await LiveQuestions.Of(c).RunChangedAsync(c));
        Field<NonNullGraphType<SpanType>>("spanArrived").Description("A span when it arrives for a run. A span that is sent again, or that came beside one that was bound to the run later, may come again.")
            .Argument<NonNullGraphType<IdGraphType>>("run")
            .ResolveStreamAsync(async c => await LiveQuestions.Of(c).SpanArrivedAsync(c));
    }
}
