using System.Net.Http.Json;
using System.Text.Json;

namespace Tracing.Processes;

/// <summary>Asks a running query service over its own wire, as any client would.</summary>
public sealed class GraphQlClient(Uri query) : IDisposable
{
    // A run that was read slowly rests for up to a minute before it is read again.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly HttpClient http = new() { BaseAddress = query };

    /// <summary>Asks, and fails on any GraphQL error.</summary>
    /// <returns>The answer's <c>data</c>.</returns>
    public async Task<JsonElement> AskAsync(string document, object? variables, CancellationToken cancellation) =>
        await AskAsync(document, variables, mayBeMissing: false, cancellation);

    private async Task<JsonElement> AskAsync(string document, object? variables, bool mayBeMissing, CancellationToken cancellation)
    {
        using HttpResponseMessage answer = await http.PostAsJsonAsync("/graphql", new { query = document, variables }, cancellation);
        string text = await answer.Content.ReadAsStringAsync(cancellation);
        using JsonDocument json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("errors", out JsonElement errors) && !(mayBeMissing && errors.EnumerateArray().All(IsNotFound))
            ? throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}")
            : json.RootElement.GetProperty("data").Clone();
    }

    private static bool IsNotFound(JsonElement error) =>
        error.TryGetProperty("extensions", out JsonElement extensions) && extensions.TryGetProperty("code", out JsonElement code) && code.GetString() == "NOT_FOUND";

    /// <summary>
    /// Asks again and again until the answer fits: what was sent becomes visible a little later, and is not found before; its field is
    /// null then.
    /// </summary>
    /// <param name="document">The question.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="fits">Whether an answer fits.</param>
    /// <param name="cancellation">Ends the asking.</param>
    /// <param name="patience">How long it may take; three minutes where it is not given.</param>
    /// <exception cref="TimeoutException">It never fitted; the message holds the last answer.</exception>
    public async Task<JsonElement> AskUntilAsync(
        string document, object? variables, Func<JsonElement, bool> fits, CancellationToken cancellation, TimeSpan? patience = null)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        guard.CancelAfter(patience ?? Patience);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        JsonElement last = default;
        try
        {
            do
            {
                last = await AskAsync(document, variables, mayBeMissing: true, guard.Token);
                if (fits(last))
                {
                    return last;
                }
            }
            while (await pace.WaitForNextTickAsync(guard.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
        }

        throw new TimeoutException($"Still: {last}");
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
