using System.Text.Json;
using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Agents.Records;

/// <summary>
/// The files of an OpenHands conversation: each event in one of its own, which its standard output tells too (an event counts once), and the state of the
/// whole, which holds how it ended and what each answer of a model used.
/// </summary>
/// <param name="output">Has read what it printed.</param>
internal sealed class OpenHandsRecords(OpenHandsOutput output) : IAgentRecordReader
{
    /// <summary>Folder of the conversations, below the home.</summary>
    public const string Folder = "openhands/conversations";

    private const string State = "base_state.json";
    private const string Finished = "finished";

    /// <summary>The files.</summary>
    public static IReadOnlyList<string> Files { get; } = [Folder + "/*/events/event-*.json", Folder + "/*/" + State];

    public IEnumerable<AgentEvent> Read(IReadOnlyList<RecordFile> files)
    {
        List<AgentEvent> told = [];
        foreach (RecordFile file in files.Where(file => file.Name != State))
        {
            // One without a time of its own is as late as the one before.
            told.AddRange(output.Read(file.Json(), told.Count > 0 ? told[^1].At : file.Written));
        }

        foreach (RecordFile file in files.Where(file => file.Name == State))
        {
            told.AddRange(Ending(file.Json(), file.Written));
        }

        return told;
    }

    private IEnumerable<AgentEvent> Ending(JsonElement state, DateTimeOffset written)
    {
        JsonElement metrics = state.At("stats", "usage_to_metrics");
        foreach (JsonProperty purpose in metrics.ValueKind == JsonValueKind.Object ? [.. metrics.EnumerateObject()] : Array.Empty<JsonProperty>())
        {
            JsonElement[] costs = [.. purpose.Value.Items("costs")];
            foreach ((int i, JsonElement use) in purpose.Value.Items("token_usages").Index())
            {
                yield return OpenHandsUsage.Of(use, i < costs.Length ? costs[i].Seconds(written, "timestamp") : written);
            }
        }

        if (state.Text("execution_status") is { } status && (status == Finished || !output.HasFailed))
        {
            yield return status == Finished ? new AgentRecovered(written) : new AgentFailed(written, $"Its conversation was {status} at its end.");
        }
    }
}
