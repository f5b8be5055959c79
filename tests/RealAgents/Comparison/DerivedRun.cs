using System.Text.Json;
using Tracing.Processes;

namespace Tracing.RealAgents.Tests.Comparison;

/// <summary>What the product says of a run, asked as any user would.</summary>
/// <param name="State">State.</param>
/// <param name="Dialect">The reading of its records.</param>
/// <param name="ModelCalls">Model calls in their order.</param>
/// <param name="ToolCalls">Tool calls in their order.</param>
/// <param name="Text">The whole answer, for a failing test's message.</param>
internal sealed record DerivedRun(string State, string Dialect, IReadOnlyList<DerivedModelCall> ModelCalls, IReadOnlyList<DerivedToolCall> ToolCalls, string Text)
{
    private const string Document = """
        query($run: ID!) {
          run(id: $run) {
            state
            identity { dialect }
            timing { promptTokens completionTokens cachedTokens startedAt endedAt }
            coverage { spans logs modelCalls modelCallsWithTokens toolCalls }
            modelCalls { index timestamp model promptTokens cachedTokens completionTokens latencyMs finishReason status statusCode attempt source responseId }
            toolCalls { index timestamp name arguments exitCode success source callId }
          }
        }
        """;

    // A run that was read slowly rests for up to a minute before it is read again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Asks until so many spans and log records have been read.</summary>
    /// <exception cref="TimeoutException">They never were; the message holds the last answer.</exception>
    public static async Task<DerivedRun> ReadAsync(Uri query, string run, long spans, long logs, CancellationToken cancellation)
    {
        using var graphQl = new GraphQlClient(query);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        JsonElement told = default;
        long deadline = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        do
        {
            if (await AskAsync(graphQl, run, cancellation) is { } found)
            {
                told = found;
                JsonElement coverage = told.GetProperty("coverage");
                if (coverage.GetProperty("spans").GetInt64() >= spans && coverage.GetProperty("logs").GetInt64() >= logs)
                {
                    return Of(told);
                }
            }
        }
        while (Environment.TickCount64 < deadline && await pace.WaitForNextTickAsync(cancellation));

        throw new TimeoutException($"{spans} spans and {logs} log records were sent. Still: {told}");
    }

    // A run that is not there yet is an error to the API.
    private static async Task<JsonElement?> AskAsync(GraphQlClient graphQl, string run, CancellationToken cancellation)
    {
        try
        {
            return (await graphQl.AskAsync(Document, new { run }, cancellation)).GetProperty("run");
        }
        catch (InvalidOperationException e) when (e.Message.Contains("NOT_FOUND", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static DerivedRun Of(JsonElement told) => new(
        told.GetProperty("state").GetString()!,
        told.GetProperty("identity").GetProperty("dialect").GetString()!,
        told.GetProperty("modelCalls").Deserialize<DerivedModelCall[]>(Options)!,
        told.GetProperty("toolCalls").Deserialize<DerivedToolCall[]>(Options)!,
        told.ToString());
}

/// <summary>A model call as the API tells it.</summary>
internal sealed record DerivedModelCall(
    int Index, DateTimeOffset Timestamp, string Model, long? PromptTokens, long? CachedTokens, long? CompletionTokens, double? LatencyMs,
    string? FinishReason, string Status, int? StatusCode, int Attempt, string Source, string? ResponseId)
{
    /// <summary>Whether it failed.</summary>
    public bool Failed => Status != "ok";
}

/// <summary>A tool call as the API tells it.</summary>
internal sealed record DerivedToolCall(int Index, DateTimeOffset Timestamp, string Name, string? Arguments, int? ExitCode, bool? Success, string Source, string? CallId);
