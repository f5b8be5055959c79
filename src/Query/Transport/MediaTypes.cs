using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Tracing.Query.Transport;

/// <summary>Media types of GraphQL over HTTP, and which of them a request is answered in.</summary>
public static class MediaTypes
{
    /// <summary>The media type of the GraphQL over HTTP specification.</summary>
    public const string GraphQl = "application/graphql-response+json";

    /// <summary>The media type of clients that are older than it: always answered 200.</summary>
    public const string Json = "application/json";

    /// <summary>Server-sent events: one operation with many answers.</summary>
    public const string EventStream = "text/event-stream";

    /// <summary>Chooses the answer's media type by the Accept header; absent, it is <see cref="Json"/>.</summary>
    /// <param name="request">The request.</param>
    /// <returns>The media type, or null where none of the accepted ones is served (406).</returns>
    public static string? Negotiate(HttpRequest request)
    {
        if (request.Headers.Accept.Count == 0)
        {
            return Json;
        }

        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out IList<MediaTypeHeaderValue>? accepted))
        {
            return null;
        }

        foreach (MediaTypeHeaderValue one in accepted.Where(IsUtf8).OrderByDescending(one => one.Quality ?? 1))
        {
            if (one.Quality is 0)
            {
                break;
            }

            if (one.MediaType.Equals(GraphQl, StringComparison.OrdinalIgnoreCase))
            {
                return GraphQl;
            }

            if (one.MediaType.Equals(EventStream, StringComparison.OrdinalIgnoreCase))
            {
                return EventStream;
            }

            if (one.MatchesAllTypes || one.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) ||
                one.MediaType.Equals("application/*", StringComparison.OrdinalIgnoreCase))
            {
                return Json;
            }
        }

        return null;
    }

    /// <summary>Whether a request's body is JSON in UTF-8.</summary>
    /// <param name="contentType">The Content-Type header.</param>
    public static bool IsJson(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? parsed) &&
        parsed.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase) && IsUtf8(parsed);

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
