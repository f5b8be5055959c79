using System.Collections.Concurrent;

namespace Tracing.Query.Tests.Support;

/// <summary>The real engine: what goes to it is seen, and what a test chooses does not reach it.</summary>
internal sealed class WatchedEngine(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentQueue<string> _asked = new();

    /// <summary>Whether a statement, by its text, finds no engine.</summary>
    public Func<string, bool> IsAway { get; set; } = _ => false;

    /// <summary>Statements so far, in order.</summary>
    public IReadOnlyList<string> Statements => [.. _asked];

    /// <summary>How many statements so far hold a text.</summary>
    public int Asked(string text) => _asked.Count(sql => sql.Contains(text, StringComparison.Ordinal));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string sql = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        _asked.Enqueue(sql);
        return IsAway(sql) ? throw new HttpRequestException("away") : await base.SendAsync(request, cancellationToken);
    }
}
