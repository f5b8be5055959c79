using System.Text.Json;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.RealAgents.Tests.Comparison;

/// <summary>What the proxy told of a run against the model's own log.</summary>
internal static class ProxyTruth
{
    /// <summary>Every call is there once, with the model's own numbers; calls that were open at the same time may stand in either order.</summary>
    /// <param name="truth">The model's log, by time.</param>
    /// <param name="calls">The run's model calls.</param>
    /// <param name="all">All that was answered, for the message.</param>
    public static void AssertTold(CallRecord[] truth, JsonElement[] calls, string all)
    {
        Assert.True(truth.Length == calls.Length, string.Join('\n', truth.Select(call => JsonSerializer.Serialize(call))) + "\n--- derived\n" + all);
        int[] places = PlacesOf(truth, calls, all);
        foreach ((int index, CallRecord call) in truth.Index())
        {
            Assert.All(truth.Index().Where(later => call.Ended <= later.Item.Time), later => Assert.True(places[index] < places[later.Index], all));
            JsonElement told = calls[places[index]];
            Assert.Equal((call.Status, call.Model, call.Finish, call.ResponseId), (Count(told, "statusCode"), Text(told, "model"), Text(told, "finishReason"), Text(told, "responseId")));
            Assert.Equal((call.Usage?.Prompt, call.Usage?.Cached, call.Usage?.Completion), (Count(told, "promptTokens"), Count(told, "cachedTokens"), Count(told, "completionTokens")));
            Assert.Equal(call.Stream && call.Status == 200, told.GetProperty("firstTokenMs").ValueKind == JsonValueKind.Number);
            Assert.Contains(Text(told, "requestHash"), call.RequestHashes);
            Assert.Equal("proxy", Text(told, "source"));
        }
    }

    // By the response's id; refused calls have none and are taken in their order.
    private static int[] PlacesOf(CallRecord[] truth, JsonElement[] calls, string all)
    {
        var open = Enumerable.Range(0, calls.Length).ToList();
        return [.. truth.Select(call =>
        {
            int place = open.FindIndex(at => Text(calls[at], "responseId") == call.ResponseId);
            Assert.True(place >= 0, $"No call was told with the response id {call.ResponseId}.\n{all}");
            int taken = open[place];
            open.RemoveAt(place);
            return taken;
        })];
    }

    /// <summary>The items of a list of the run; none while there is no run.</summary>
    public static JsonElement[] Items(JsonElement answer, string list) =>
        answer.GetProperty("run") is { ValueKind: JsonValueKind.Object } run ? [.. run.GetProperty(list).EnumerateArray()] : [];

    /// <summary>A member as text.</summary>
    public static string? Text(JsonElement call, string name) => call.GetProperty(name).GetString();

    /// <summary>A member as a number.</summary>
    public static long? Count(JsonElement call, string name) =>
        call.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? long.Parse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture) : null;
}
