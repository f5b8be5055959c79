using System.Net.Http.Json;
using System.Text.Json;
using Tracing.Commands;

namespace Tracing.Demo;

/// <summary>Waits until all runs of a sweep can be seen as ended.</summary>
internal static class SweepWait
{
    private const string Question = "query($sweep: String!) { runs(filter: { sweeps: [$sweep], states: [FINISHED] }) { totalCount } }";
    private static readonly TimeSpan GiveUp = TimeSpan.FromMinutes(2);

    /// <summary>Waits.</summary>
    /// <param name="query">Address of the query service.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="runs">How many runs it has.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="CommandException">They are not there after two minutes.</exception>
    public static async Task UntilReadAsync(Uri query, string sweep, int runs, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = query };
        await SeenWait.UntilAsync(
            async () => await CountAsync(client, sweep, cancellation) is var seen && seen < runs ? $"Of {runs} runs of {sweep}, {seen} can be seen two minutes after they were sent." : null,
            GiveUp,
            cancellation);
    }

    private static async Task<int> CountAsync(HttpClient client, string sweep, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await client.PostAsJsonAsync("graphql", new { query = Question, variables = new { sweep } }, cancellation);
        JsonElement told = await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        return told.GetProperty("data").GetProperty("runs").GetProperty("totalCount").GetInt32();
    }
}
