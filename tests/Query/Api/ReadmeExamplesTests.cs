using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tracing.Query.Live;
using Tracing.Query.Tests.Live;
using Tracing.Query.Tests.Support;
using Tracing.Storage.Writes;
using Tracing.Vocabulary;

namespace Tracing.Query.Tests.Api;

/// <summary>Every GraphQL example of the README is asked as it is printed.</summary>
public sealed partial class ReadmeExamplesTests(EngineFixture.EngineFixture engine)
{
    [Fact]
    public async Task Every_query_answers()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine);
        await SeedRun.StoreAsync(host);
        string[] queries = [.. Examples().Where(example => !example.StartsWith("subscription", StringComparison.Ordinal))];

        Assert.NotEmpty(queries);
        foreach (string query in queries)
        {
            JsonElement data = (await host.AskAsync(query)).Data;
            Assert.All(data.EnumerateObject(), field => Assert.NotEqual(JsonValueKind.Null, field.Value.ValueKind));
        }
    }

    [Fact]
    public async Task Every_subscription_is_told_what_happens()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine, new QueryOptions { Live = new LiveOptions { PollInterval = TimeSpan.FromMilliseconds(20) } });
        string[] subscriptions = [.. Examples().Where(example => example.StartsWith("subscription", StringComparison.Ordinal))];

        Assert.NotEmpty(subscriptions);
        foreach (string subscription in subscriptions)
        {
            using RawSocket socket = await RawSocket.OpenAsync(host);
            await socket.SubscribeAsync("1", subscription);
            Task<JsonElement?> next = socket.ReceiveAsync();
            using PeriodicTimer pace = new(TimeSpan.FromMilliseconds(100));
            for (ulong version = 1; !next.IsCompleted; version++)
            {
                await host.Store.Derived.WriteAsync(
                    new DerivedRows { Runs = [Runs.Run("my-sweep/my-agent/m/c/t", "live", state: RunStates.Running) with { Version = version }] }, QueryHost.Cancellation);
                await pace.WaitForNextTickAsync(QueryHost.Cancellation);
            }

            JsonElement message = (await next)!.Value;
            Assert.Equal("next", message.GetProperty("type").GetString());
            Assert.False(message.GetProperty("payload").TryGetProperty("errors", out _), message.ToString());
        }
    }

    private static IEnumerable<string> Examples([CallerFilePath] string thisFile = "") =>
        GraphQlBlock().Matches(File.ReadAllText(Path.Combine(Path.GetDirectoryName(thisFile)!, "..", "..", "..", "README.md"))).Select(block => block.Groups[1].Value.Trim());

    [GeneratedRegex("```graphql\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex GraphQlBlock();
}
