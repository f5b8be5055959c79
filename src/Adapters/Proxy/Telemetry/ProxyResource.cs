using Tracing.Vocabulary;

namespace Tracing.Adapters.Proxy.Telemetry;

/// <summary>The OpenTelemetry resource of the proxy's spans: what its options say, else <c>OTEL_RESOURCE_ATTRIBUTES</c>.</summary>
public sealed class ProxyResource
{
    private const string Name = "tracing-proxy";

    private ProxyResource(IReadOnlyDictionary<string, string> attributes) => Attributes = attributes;

    /// <summary>The attributes.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; }

    /// <summary>The run that calls belong to which name none; null where nothing says whose they are.</summary>
    public string? Run => Attributes.GetValueOrDefault(BenchAttributes.RunId);

    /// <summary>Makes the resource. Where it names a cell but no run, it is a new run: each call would else be one of its own.</summary>
    /// <param name="identity">The options.</param>
    /// <param name="otelResourceAttributes">Value of <c>OTEL_RESOURCE_ATTRIBUTES</c> (W3C baggage: <c>key=value,…</c>, percent-encoded), or null.</param>
    public static ProxyResource Make(ProxyIdentity identity, string? otelResourceAttributes)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { [StandardAttributes.ServiceName] = Name };
        foreach (string pair in (otelResourceAttributes ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split('=', 2, StringSplitOptions.TrimEntries) is [{ Length: > 0 } key, var value])
            {
                attributes[Uri.UnescapeDataString(key)] = Uri.UnescapeDataString(value);
            }
        }

        foreach ((string key, string value) in identity.Attributes())
        {
            attributes[key] = value;
        }

        bool namesCell = attributes.ContainsKey(BenchAttributes.CellId) || attributes.ContainsKey(BenchAttributes.SweepId) || attributes.ContainsKey(BenchAttributes.TaskId);
        if (namesCell && !attributes.ContainsKey(BenchAttributes.RunId))
        {
            attributes[BenchAttributes.RunId] = Guid.CreateVersion7().ToString();
        }

        return new ProxyResource(attributes);
    }

    /// <summary>The attributes for calls of a run: the one that the request named, else the proxy's own.</summary>
    /// <param name="run">The run that a request named, or null.</param>
    public IEnumerable<KeyValuePair<string, string>> For(string? run) => run is null
        ? Attributes
        : Attributes.Where(attribute => attribute.Key != BenchAttributes.RunId).Append(new(BenchAttributes.RunId, run));
}
