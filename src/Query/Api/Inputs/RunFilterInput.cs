using GraphQL.Types;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Inputs;

/// <summary>Which runs.</summary>
public sealed class RunFilterInput : InputObjectGraphType<RunFilter>
{
    /// <summary>Declares the fields.</summary>
    public RunFilterInput()
    {
        Name = "RunFilter";
        Description = "Which runs: every field that is given must fit; each list holds the values that are wanted.";
        CellFilterInput.Declare(this);
        RunConditionsInput.Declare(this);
    }

    /// <inheritdoc/>
    public override object ParseDictionary(IDictionary<string, object?> value)
    {
        RunConditions conditions = RunConditionsInput.Read(value);
        return new RunFilter
        {
            Cells = CellFilterInput.Read(value),
            States = conditions.States,
            FromUnixNano = conditions.FromUnixNano,
            ToUnixNano = conditions.ToUnixNano,
            Scores = conditions.Scores,
        };
    }
}
