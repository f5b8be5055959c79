using Tracing.Adapters.Import;
using Tracing.Adapters.Telemetry;

namespace Tracing.Adapters.Tests.Telemetry;

/// <summary>Keeps what it is sent, in order.</summary>
internal sealed class KeptRequests : ITelemetrySink
{
    private readonly Lock gate = new();
    private readonly List<OtlpRequest> requests = [];

    public IReadOnlyList<OtlpRequest> Requests
    {
        get
        {
            lock (gate)
            {
                return [.. requests];
            }
        }
    }

    public void Send(OtlpRequest request)
    {
        lock (gate)
        {
            requests.Add(request);
        }
    }
}
