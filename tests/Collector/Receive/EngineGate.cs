namespace Tracing.Collector.Tests.Receive;

/// <summary>Stands between a store and its engine, and holds or refuses what passes.</summary>
internal sealed class EngineGate
{
    private volatile TaskCompletionSource? _held;
    private volatile bool _refusing;

    public HttpMessageHandler Over(HttpMessageHandler engine) => new Handler(this, engine);

    public void Hold() => _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        _held?.SetResult();
        _held = null;
    }

    public void Refuse(bool refuse) => _refusing = refuse;

    private sealed class Handler(EngineGate gate, HttpMessageHandler engine) : DelegatingHandler(engine)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (gate._held is { } held)
            {
                await held.Task.WaitAsync(cancellationToken);
            }

            return gate._refusing ? throw new HttpRequestException("the engine is away") : await base.SendAsync(request, cancellationToken);
        }
    }
}
