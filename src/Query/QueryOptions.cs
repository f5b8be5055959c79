using System.Globalization;
using System.Net;
using Tracing.Query.Live;
using Tracing.Query.Statistics.Prices;

namespace Tracing.Query;

/// <summary>Where and under which limits GraphQL and the pages are served.</summary>
public sealed record QueryOptions
{
    /// <summary>Fewest characters of a read token: a shorter one can be guessed.</summary>
    public const int ShortestToken = 16;

    /// <summary>Address and port, <c>127.0.0.1:4320</c>; port 0 takes a free one.</summary>
    public string Listen { get; init; } = "127.0.0.1:4320";

    /// <summary>Read tokens. Empty: reading is open, which is refused beyond loopback.</summary>
    public IReadOnlyList<string> Tokens { get; init; } = [];

    /// <summary>Host names under which a proxy reaches the service, without port. Loopback names are always allowed on loopback.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>What one GraphQL request may ask for.</summary>
    public RequestLimits Limits { get; init; } = new();

    /// <summary>How subscriptions are served.</summary>
    public LiveOptions Live { get; init; } = new();

    /// <summary>File of the price table that costs are reckoned by; null: costs are not known.</summary>
    public string? Prices { get; init; }

    /// <summary>Whether pages, also exported ones, show the words of prompts and answers where an agent told them. GraphQL always does.</summary>
    public bool ShowContents { get; init; }

    /// <summary>The endpoint that <see cref="Listen"/> names.</summary>
    /// <exception cref="FormatException">The text is no <c>address:port</c>; <see cref="Validate"/> tells it first.</exception>
    public IPEndPoint Endpoint() => TryEndpoint(Listen, out IPEndPoint? endpoint)
        ? endpoint
        : throw new FormatException($"'{Listen}' is no address:port.");

    /// <summary>Adds one sentence for every problem.</summary>
    /// <param name="key">Full key of this record, <c>query</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        if (!TryEndpoint(Listen, out IPEndPoint? endpoint))
        {
            problems.Add($"{key}.listen: '{Listen}' is no address and port such as 127.0.0.1:4320.");
        }
        else if (!IPAddress.IsLoopback(endpoint.Address) && Tokens.Count == 0)
        {
            problems.Add($"{key}.listen: {Listen} is beyond loopback and needs a token in {key}.tokens.");
        }

        for (int i = 0; i < Tokens.Count; i++)
        {
            if (Tokens[i] is null || Tokens[i].Length < ShortestToken || Tokens[i].AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key}.tokens[{i}]: a token is at least {ShortestToken} printable ASCII characters without spaces."));
            }
        }

        for (int i = 0; i < Hosts.Count; i++)
        {
            if (Uri.CheckHostName(Hosts[i]) == UriHostNameType.Unknown)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key}.hosts[{i}]: '{Hosts[i]}' is no host name."));
            }
        }

        try
        {
            PriceTableFile.Read(Prices);
        }
        catch (FormatException fault)
        {
            problems.Add($"{key}.prices: '{Prices}' {fault.Message}");
        }

        Limits.Validate(key + ".limits", problems);
        Live.Validate(key + ".live", problems);
    }

    private static bool TryEndpoint(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out IPEndPoint? endpoint)
    {
        endpoint = null;
        if (text is null)
        {
            return false;
        }

        string address = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? "127.0.0.1" + text["localhost".Length..] : text;
        int colon = address.LastIndexOf(':');
        return colon > 0 && address[^1] != ']' && (address[0] == '[' || address.IndexOf(':', StringComparison.Ordinal) == colon) &&
            IPEndPoint.TryParse(address, out endpoint);
    }
}
