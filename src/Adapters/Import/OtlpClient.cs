namespace Tracing.Adapters.Import;

/// <summary>HTTP clients for a collector's OTLP/HTTP endpoint, as <see cref="OtlpSender"/> needs them.</summary>
public static class OtlpClient
{
    /// <summary>Makes a client.</summary>
    /// <param name="endpoint">The endpoint: signal paths are put below it.</param>
    /// <param name="token">Its bearer token, or null.</param>
    public static HttpClient Create(string endpoint, string? token)
    {
        var client = new HttpClient { BaseAddress = new Uri(endpoint.TrimEnd('/') + "/") };
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }
}
