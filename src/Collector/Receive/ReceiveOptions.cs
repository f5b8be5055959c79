namespace Tracing.Collector.Receive;

/// <summary>Where OTLP is listened for, who may send, and how much.</summary>
public sealed record ReceiveOptions
{
    private const int ShortestToken = 16;

    /// <summary>OTLP/gRPC, HTTP/2 without TLS: <c>host:port</c>, where host is <c>localhost</c>, an address, or <c>*</c> for all; empty for none.</summary>
    public string Grpc { get; init; } = "localhost:4317";

    /// <summary>OTLP/HTTP, HTTP/1.1: as <see cref="Grpc"/>.</summary>
    public string Http { get; init; } = "localhost:4318";

    /// <summary>
    /// Bearer tokens, any of which lets a client send. Empty: no token is asked for, which is allowed on loopback only.
    /// </summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>
    /// Host names that a listener on loopback answers to beside the loopback ones, such as <c>host.docker.internal</c>.
    /// Other names are refused, so that a web page whose name was pointed at 127.0.0.1 cannot send.
    /// </summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Bounds.</summary>
    public ReceiveLimits Limits { get; init; } = new();

    /// <summary>Adds one sentence for each setting that cannot work.</summary>
    /// <param name="key">The full key of this record, such as <c>collector.receive</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        ValidateListener($"{key}.grpc", Grpc, $"{key}.tokens", problems);
        ValidateListener($"{key}.http", Http, $"{key}.tokens", problems);
        if (Grpc.Length == 0 && Http.Length == 0)
        {
            problems.Add($"{key}.grpc: grpc and http are both empty; a collector listens on at least one.");
        }

        // What cannot stand in a header would never match; what is short can be guessed.
        if (Tokens.Any(token => token.Length < ShortestToken || token.Any(c => c is <= ' ' or > '~')))
        {
            problems.Add($"{key}.tokens: each token must have at least {ShortestToken} visible ASCII characters.");
        }

        if (AllowedHosts.Any(host => host.Length == 0 || host.Any(c => c is <= ' ' or > '~' or '/' or ':')))
        {
            problems.Add($"{key}.allowedHosts: each must be a host name without port.");
        }

        Limits.Validate($"{key}.limits", problems);
    }

    private void ValidateListener(string key, string text, string tokensKey, ICollection<string> problems)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (!ListenAddress.TryParse(text, out ListenAddress address))
        {
            problems.Add($"{key}: '{text}' is not host:port, where host is localhost, an address (IPv6 in brackets) or *.");
        }
        else if (!address.IsLoopback && Tokens.Count == 0)
        {
            problems.Add($"{key}: {text} can be reached from other machines and no token is asked for; set {tokensKey}, or listen on localhost.");
        }
    }
}
