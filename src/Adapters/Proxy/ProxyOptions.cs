using System.Globalization;
using System.Net;
using Tracing.Adapters.Import;
using Tracing.Adapters.Proxy.Forwarding;

namespace Tracing.Adapters.Proxy;

/// <summary>Where the model proxy listens, where it forwards to and where it tells what it saw.</summary>
public sealed record ProxyOptions
{
    private const int ShortestToken = 16;
    private const int LeastReadBytes = 64 << 10;
    private const int LeastContentBytes = 1 << 10;
    private const int MostContentBytes = 1 << 20;

    /// <summary>Address and port that agents call, <c>127.0.0.1:4319</c>; port 0 takes a free one.</summary>
    public string Listen { get; init; } = "127.0.0.1:4319";

    /// <summary>The models' endpoint, <c>https://api.openai.com</c>: the path of a request is put behind it as it came.</summary>
    public string Upstream { get; init; } = "";

    /// <summary>
    /// File of certificates in PEM that vouch for the upstream, such as those of a company's own authority, in place of the system's; null: the system's.
    /// </summary>
    public string? UpstreamCertificates { get; init; }

    /// <summary>The collector's OTLP/HTTP endpoint.</summary>
    public string Endpoint { get; init; } = "http://127.0.0.1:4318";

    /// <summary>The collector's bearer token, if it asks for one.</summary>
    public string? EndpointToken { get; init; }

    /// <summary>
    /// Tokens that let an agent use the proxy, as header <c>x-bench-token</c> or path prefix <c>/token/TOKEN</c>; both are removed before forwarding.
    /// Empty: none is asked for, which is refused beyond loopback.
    /// </summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>Host names that a listener on loopback answers to beside the loopback ones, such as <c>host.docker.internal</c>, without port.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Which run the calls belong to, where a request does not say it itself.</summary>
    public ProxyIdentity Identity { get; init; } = new();

    /// <summary>
    /// Whether streamed chat completions are asked for their usage (<c>stream_options.include_usage</c>) where the agent did not; the extra chunk is taken
    /// out again. False for an upstream that refuses the option: their tokens are then not recorded.
    /// </summary>
    public bool AskUsage { get; init; } = true;

    /// <summary>The largest request body that is read; a larger one is forwarded as it streams in, without its model and its hash.</summary>
    public long MaxRequestBytes { get; init; } = 64L << 20;

    /// <summary>The longest answer, or event of a streamed one, that is read; a longer one passes untouched and what it tells is not recorded.</summary>
    public int MaxReadBytes { get; init; } = 16 << 20;

    /// <summary>
    /// Whether contents are stored too: the messages of each call, arguments and results of tools. Keys of the request, and what has the shape of a key,
    /// are replaced by <c>[redacted]</c>; everything else that agent and model say to each other is told to the collector.
    /// </summary>
    public bool Content { get; init; }

    /// <summary>The most that is stored of the messages of a request, of an answer, of a tool's arguments and of its result, bytes each; the rest is cut.</summary>
    public int MaxContentBytes { get; init; } = 64 << 10;

    /// <summary>How long the upstream may be silent before a call is given up. Agents have time limits of their own, which are shorter.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Open connections of agents; past it new ones are closed at once.</summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>Bytes of telemetry that wait for the collector; past it calls are forwarded but not told, and counted.</summary>
    public long MaxPendingBytes { get; init; } = 64L << 20;

    /// <summary>How long stopping may take: open calls end within the first half of it, their telemetry leaves within the second.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The endpoint that <see cref="Listen"/> names.</summary>
    /// <exception cref="FormatException">The text is no <c>address:port</c>; <see cref="Validate"/> tells it first.</exception>
    public IPEndPoint ListenEndpoint() => TryEndpoint(Listen, out IPEndPoint? endpoint) ? endpoint : throw new FormatException($"'{Listen}' is no address:port.");

    /// <summary>Adds one sentence for every problem.</summary>
    /// <param name="key">Full key of this record, <c>proxy</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        ValidateListener(key, problems);
        if (Upstream.Length == 0)
        {
            problems.Add($"{key}.upstream: the address of the models' endpoint is needed, such as https://api.openai.com (--upstream URL).");
        }
        else if (!HttpAddress.IsPlain(Upstream))
        {
            problems.Add($"{key}.upstream: '{Upstream}' is no http address, or holds more than host and path.");
        }

        if (UpstreamCertificates is not null && UpstreamTrust.Problem(UpstreamCertificates) is { } problem)
        {
            problems.Add($"{key}.upstreamCertificates: {problem}");
        }

        if (!HttpAddress.IsPlain(Endpoint))
        {
            problems.Add($"{key}.endpoint: '{Endpoint}' is no http address, or holds more than host and path.");
        }

        Identity.Validate($"{key}.identity", problems);
        ValidateLimits(key, problems);
    }

    private void ValidateListener(string key, ICollection<string> problems)
    {
        if (!TryEndpoint(Listen, out IPEndPoint? endpoint))
        {
            problems.Add($"{key}.listen: '{Listen}' is no address and port such as 127.0.0.1:4319.");
        }
        else if (!IPAddress.IsLoopback(endpoint.Address) && Tokens.Count == 0)
        {
            problems.Add($"{key}.listen: {Listen} is beyond loopback and needs a token in {key}.tokens.");
        }

        for (int i = 0; i < Tokens.Count; i++)
        {
            // A token may stand in a path: nothing that is escaped there, and no slash.
            if (Tokens[i].Length < ShortestToken || Tokens[i].Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-' or '~')))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key}.tokens[{i}]: a token is at least {ShortestToken} of A-Z, a-z, 0-9, '.', '_', '~' and '-'."));
            }
        }

        for (int i = 0; i < Hosts.Count; i++)
        {
            if (Uri.CheckHostName(Hosts[i]) == UriHostNameType.Unknown)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key}.hosts[{i}]: '{Hosts[i]}' is no host name."));
            }
        }
    }

    private void ValidateLimits(string key, ICollection<string> problems)
    {
        (string Name, bool Wrong, string Rule)[] limits =
        [
            ("maxRequestBytes", MaxRequestBytes is < LeastReadBytes or > int.MaxValue, "must lie between 64 KiB and 2 GiB"),
            ("maxReadBytes", MaxReadBytes < LeastReadBytes, "must be at least 64 KiB"),
            ("maxContentBytes", MaxContentBytes is < LeastContentBytes or > MostContentBytes, "must lie between 1 KiB and 1 MiB"),
            ("maxConnections", MaxConnections < 1, "must be at least 1"),
            ("maxPendingBytes", MaxPendingBytes < LeastReadBytes, "must be at least 64 KiB"),
            ("silence", Silence < TimeSpan.FromSeconds(1) || Silence > TimeSpan.FromDays(1), "must lie between 1s and 1d"),
            ("stopWithin", StopWithin <= TimeSpan.Zero || StopWithin > TimeSpan.FromHours(1), "must be more than 0 and at most 1h"),
        ];
        foreach ((string name, _, string rule) in limits.Where(limit => limit.Wrong))
        {
            problems.Add($"{key}.{name}: {rule}.");
        }
    }

    private static bool TryEndpoint(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IPEndPoint? endpoint)
    {
        endpoint = null;
        string address = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" + text["localhost".Length..] : text;
        int colon = address.LastIndexOf(':');
        return colon > 0 && address[^1] != ']' && (address[0] == '[' || address.IndexOf(':', StringComparison.Ordinal) == colon) &&
            IPEndPoint.TryParse(address, out endpoint);
    }
}
