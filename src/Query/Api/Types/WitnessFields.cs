using GraphQL.Types;
using Tracing.Query.Api.Scalars;

namespace Tracing.Query.Api.Types;

/// <summary>The fields of a call that say who told what. Several may tell of one call; it is counted once.</summary>
internal static class WitnessFields
{
    /// <summary>Adds <c>fieldSources</c> and <c>otherTellings</c>.</summary>
    /// <typeparam name="TCall">The call's row.</typeparam>
    /// <param name="call">The call's type.</param>
    /// <param name="sources">Field and source, where it is not the row's.</param>
    /// <param name="others">What others told: a JSON array, or empty.</param>
    public static void Add<TCall>(ObjectGraphType<TCall> call, Func<TCall, IReadOnlyDictionary<string, string>> sources, Func<TCall, string> others)
    {
        call.Field<NonNullGraphType<ListGraphType<NonNullGraphType<FieldSourceType>>>>("fieldSources").Items(2)
            .Description("Fields that another than source told, by name.")
            .Resolve(c => sources(c.Source).OrderBy(field => field.Key, StringComparer.Ordinal).ToArray());
        call.Field<JsonScalar>("otherTellings")
            .Description("What less trusted sources told of the same call: objects, each with its source; null where nobody else did.")
            .Resolve(c => others(c.Source) is { Length: > 0 } told ? told : null);
    }
}
