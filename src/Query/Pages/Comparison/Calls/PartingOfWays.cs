using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Comparison.Calls;

/// <summary>Where two runs part ways: the first of their calls in which they differ.</summary>
/// <param name="Sentence">What happens there.</param>
/// <param name="Anchor">Id of the row that shows it; null where they do not part.</param>
public sealed record PartingOfWays(string Sentence, string? Anchor)
{
    private const int LongestArguments = 80;

    /// <summary>Looks for the place.</summary>
    /// <param name="tools">Tool calls, aligned.</param>
    /// <param name="models">Model calls, side by side.</param>
    /// <param name="startA">Start of A, nanoseconds since 1970; null where not told.</param>
    /// <param name="startB">Start of B.</param>
    public static PartingOfWays Of(IReadOnlyList<ToolCallPair> tools, IReadOnlyList<ModelCallPair> models, long? startA, long? startB)
    {
        if (tools.Count == 0 && models.Count == 0)
        {
            return new PartingOfWays("Where they part ways cannot be said: no call of a tool or a model was recorded of either.", null);
        }

        int tool = tools.TakeWhile(pair => pair.IsSame).Count();
        int model = models.TakeWhile(pair => pair.Difference is null).Count();
        bool toolsDiffer = tool < tools.Count;
        if (!toolsDiffer && model == models.Count)
        {
            return new PartingOfWays("They do not part ways: every recorded call of a tool and a model is the same in both.", null);
        }

        // At one time the model was first: its answer is what calls a tool.
        bool modelFirst = model < models.Count && (!toolsDiffer || Time(models[model].A?.StartedAt, models[model].B?.StartedAt) <= Time(tools[tool].A?.StartedAt, tools[tool].B?.StartedAt));
        return modelFirst
            ? new PartingOfWays(Tell(models[model]) + (toolsDiffer ? $" Their tool calls differ from number {Figures.Number(tool + 1)} on." : " Their tool calls are the same."), ModelAnchor(model))
            : new PartingOfWays(Tell(tools, tool), ToolAnchor(tool));

        double Time(long? inA, long? inB) => Math.Min(inA - startA ?? double.PositiveInfinity, inB - startB ?? double.PositiveInfinity);
    }

    /// <summary>Id of the row of a place of the tool calls.</summary>
    /// <param name="place">The place, from 0.</param>
    public static string ToolAnchor(int place) => "tool-" + Figures.Number(place + 1);

    /// <summary>Id of the row of a place of the model calls.</summary>
    /// <param name="place">The place, from 0.</param>
    public static string ModelAnchor(int place) => "model-" + Figures.Number(place + 1);

    private static string Tell(ModelCallPair pair)
    {
        string at = $"They part ways at model call {Figures.Number(pair.Place + 1)}: ";
        return at + (pair switch
        {
            { A: null } => "only B makes it.",
            { B: null } => "only A makes it.",
            { Difference: "another request" } when pair.A.Model != pair.B.Model => $"A asks {pair.A.Model}, B asks {pair.B.Model}.",
            { Difference: "another request" } => "the requests are not the same.",
            { Difference: "another status" } => $"A's ends with {Ending(pair.A)}, B's with {Ending(pair.B)}.",
            _ => "the same request is answered otherwise.",
        });
    }

    private static string Tell(IReadOnlyList<ToolCallPair> tools, int place)
    {
        string at = $"They part ways at tool call {Figures.Number(place + 1)}: ";
        ToolCallPair pair = tools[place];
        if (pair is { A: { } both, B: not null })
        {
            return $"{at}both call {Call(both)}, and it does not come to the same.";
        }

        // All before is shared, so the next call of the other side stands at the same place of its own sequence.
        string a = pair.A is { } inA ? "A calls " + Call(inA) : Next(tools, place, other => other.A, "A");
        string b = pair.B is { } inB ? "B calls " + Call(inB) : Next(tools, place, other => other.B, "B");
        return $"{at}{a}, {b}.";
    }

    private static string Next(IReadOnlyList<ToolCallPair> tools, int place, Func<ToolCallPair, ToolCallRow?> side, string name) =>
        tools.Skip(place).Select(side).FirstOrDefault(call => call is not null) is { } next ? $"{name} calls {Call(next)}" : $"{name} calls no further tool";

    // What looks like a key is hidden before it is cut: half a key is not known for one.
    private static string Call(ToolCallRow call) => (call.Arguments is null ? null : SecretShapes.Hide(call.Arguments)) switch
    {
        null => call.Name,
        { Length: > LongestArguments } cut => $"{call.Name} {cut[..LongestArguments]}…",
        { } whole => $"{call.Name} {whole}",
    };

    private static string Ending(ModelCallRow call) => call.ErrorType is null ? call.Status : $"{call.Status} ({call.ErrorType})";
}
