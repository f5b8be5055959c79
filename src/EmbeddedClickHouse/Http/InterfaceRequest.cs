using System.Globalization;
using System.Net;
using Tracing.EmbeddedClickHouse.Library;

namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>One request to ClickHouse's HTTP interface, its address already taken apart.</summary>
internal sealed class InterfaceRequest
{
    // Parts of the protocol that are no settings of the engine.
    private static readonly HashSet<string> Protocol = new(StringComparer.Ordinal)
    {
        "enable_http_compression", "http_zlib_compression_level", "user", "password", "quota_key", "role", "buffer_size", "wait_end_of_query",
        "http_response_headers", "send_progress_in_http_headers", "add_http_cors_header",
        "http_write_exception_in_output_format", "session_timeout", "session_check", "close_session", "log_comment",
    };

    /// <summary>Upper-case method.</summary>
    public required string Method { get; init; }

    /// <summary>The parameter <c>query</c>; the body follows it.</summary>
    public string Sql { get; private set; } = "";

    /// <summary>The format of the result when the statement names none.</summary>
    public string DefaultFormat { get; private set; } = "TabSeparated";

    /// <summary>The database for unqualified names.</summary>
    public string Database { get; set; } = "default";

    /// <summary>The id that the answer repeats.</summary>
    public string QueryId { get; private set; } = "";

    /// <summary>A <c>session_id</c> was given.</summary>
    public bool Session { get; private set; }

    /// <summary>The client would take a compressed answer.</summary>
    public bool CompressResponse { get; private set; }

    /// <summary>The protocol version whose Native format the client reads; 0 is what the engine writes.</summary>
    public long ProtocolVersion { get; private set; }

    /// <summary>The client wants ClickHouse's own compression of blocks, in the answer or in its request.</summary>
    public bool CompressedBlocks { get; private set; }

    /// <summary>Every other parameter, for the engine.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>Values for placeholders.</summary>
    public Parameters Parameters { get; } = new();

    /// <summary>The body, still encoded; null without one.</summary>
    public Stream? Body { get; init; }

    /// <summary>The body's Content-Encoding.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>The body's media type.</summary>
    public string? ContentType { get; init; }

    /// <summary>Takes the query part of the address apart.</summary>
    /// <param name="query">With or without its question mark.</param>
    public void ReadQuery(string query)
    {
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = WebUtility.UrlDecode(equals < 0 ? part : part[..equals]);
            Set(name, equals < 0 ? "" : WebUtility.UrlDecode(part[(equals + 1)..]));
        }
    }

    private void Set(string name, string value)
    {
        switch (name)
        {
            case "query":
                Sql = value;
                break;
            case "default_format":
                DefaultFormat = value;
                break;
            case "database":
                Database = value.Length == 0 ? "default" : value;
                break;
            case "query_id":
                QueryId = value;
                break;
            case "session_id":
                Session = true;
                break;
            case "enable_http_compression":
                CompressResponse = value is "1" or "true";
                break;
            case "client_protocol_version":
                ProtocolVersion = long.TryParse(value, CultureInfo.InvariantCulture, out var version) ? version : 0;
                break;
            case "compress" or "decompress":
                CompressedBlocks |= value is "1" or "true";
                break;
            case var parameter when parameter.StartsWith("param_", StringComparison.Ordinal):
                Parameters.Add(parameter["param_".Length..], value);
                break;
            case var protocol when Protocol.Contains(protocol):
                break;
            default:
                Settings[name] = value;
                break;
        }
    }
}
