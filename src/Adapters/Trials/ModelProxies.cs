using Microsoft.Extensions.Logging;
using Tracing.Adapters.Agents;
using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Trials;

/// <summary>The model proxies of a process: one an endpoint, each on a free port of loopback.</summary>
public sealed class ModelProxies : IAsyncDisposable
{
    private readonly Dictionary<string, ModelProxy> proxies = new(StringComparer.Ordinal);
    private readonly string endpoint;

    private ModelProxies(string endpoint) => this.endpoint = endpoint;

    /// <summary>Starts those that the agents need.</summary>
    /// <param name="agents">The agents.</param>
    /// <param name="endpoint">The endpoint of all of them; empty: the public one of each.</param>
    /// <param name="template">Options of each proxy beside its addresses.</param>
    /// <param name="calls">Takes the calls.</param>
    /// <param name="loggers">Makes loggers.</param>
    public static async Task<ModelProxies> StartAsync(IEnumerable<AgentDefinition> agents, string endpoint, ProxyOptions template, IModelCallSink calls, ILoggerFactory loggers)
    {
        var all = new ModelProxies(endpoint);
        try
        {
            foreach (string upstream in agents.Select(all.EndpointOf).Distinct(StringComparer.Ordinal))
            {
                ProxyOptions options = template with { Listen = "127.0.0.1:0", Upstream = upstream, Tokens = [], Hosts = [] };
                all.proxies[upstream] = await ModelProxy.StartAsync(options, calls, TimeProvider.System, loggers, CancellationToken.None);
            }
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }

        return all;
    }

    /// <summary>Where an agent's proxy is reached on this machine.</summary>
    /// <param name="agent">The agent.</param>
    public Uri Of(AgentDefinition agent) => new(proxies[EndpointOf(agent)].Url);

    /// <summary>A run has ended: tool calls whose results never came are told.</summary>
    /// <param name="run">The run.</param>
    public void EndRun(string run)
    {
        foreach (ModelProxy proxy in proxies.Values)
        {
            proxy.EndRun(run);
        }
    }

    /// <summary>Lets open calls end.</summary>
    public Task StopAsync() => Task.WhenAll(proxies.Values.Select(proxy => proxy.StopAsync(CancellationToken.None)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (ModelProxy proxy in proxies.Values)
        {
            await proxy.DisposeAsync();
        }
    }

    // Agents put /v1 behind it themselves; many a vendor's page shows it with it.
    private string EndpointOf(AgentDefinition agent)
    {
        string address = (endpoint.Length > 0 ? endpoint : agent.PublicEndpoint.ToString()).TrimEnd('/');
        return address.EndsWith("/v1", StringComparison.Ordinal) ? address[..^"/v1".Length] : address;
    }
}
