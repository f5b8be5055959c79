using System.Text.Json;
using GraphQL;
using GraphQL.Transport;
using Microsoft.AspNetCore.Http;

namespace Tracing.Query.Transport;

/// <summary>Reads a GraphQL request from the query string or the body. One request each: batches are refused.</summary>
public sealed class RequestReader
{
    private readonly IGraphQLTextSerializer _serializer;
    private readonly int _maxBody;

    /// <summary>Makes the reader.</summary>
    /// <param name="serializer">Reads JSON into requests.</param>
    /// <param name="limits">The limits.</param>
    public RequestReader(IGraphQLTextSerializer serializer, RequestLimits limits)
    {
        _serializer = serializer;
        _maxBody = limits.MaxBodyBytes;
    }

    /// <summary>Reads the request.</summary>
    /// <param name="request">A GET or POST request.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="RefusedRequestException">The request is malformed; tells the status.</exception>
    public async ValueTask<GraphQLRequest> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            GraphQLRequest read = HttpMethods.IsGet(request.Method) ? FromQuery(request.Query) : await FromBodyAsync(request, cancellation);
            return string.IsNullOrEmpty(read.Query) ? throw new RefusedRequestException(StatusCodes.Status400BadRequest, "The request holds no 'query'.") : read;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or InvalidCastException)
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "The request is no well-formed GraphQL request object.", e);
        }
    }

    private GraphQLRequest FromQuery(IQueryCollection query) => new()
    {
        Query = One(query, "query"),
        OperationName = One(query, "operationName"),
        Variables = Inputs(One(query, "variables")),
        Extensions = Inputs(One(query, "extensions")),
    };

    private static string? One(IQueryCollection query, string name) =>
        query.TryGetValue(name, out var values) ? values.Count == 1 ? values[0] : throw new FormatException(name) : null;

    private Inputs? Inputs(string? json) => string.IsNullOrEmpty(json) ? null : _serializer.Deserialize<Inputs>(json);

    private async ValueTask<GraphQLRequest> FromBodyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (!MediaTypes.IsJson(request.ContentType) || request.Headers.ContentEncoding.Count > 0)
        {
            throw new RefusedRequestException(StatusCodes.Status415UnsupportedMediaType, "The body must be application/json in UTF-8, not compressed.");
        }

        using MemoryStream body = new();
        byte[] piece = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(piece, cancellation)) > 0;)
        {
            if (body.Length + read > _maxBody)
            {
                throw new RefusedRequestException(StatusCodes.Status413PayloadTooLarge, "The body is too large.");
            }

            await body.WriteAsync(piece.AsMemory(0, read), cancellation);
        }

        if (body.GetBuffer().AsSpan(0, (int)body.Length).TrimStart(" \t\r\n"u8) is not [(byte)'{', ..])
        {
            throw new RefusedRequestException(StatusCodes.Status400BadRequest, "The body must be one request object; batches are not served.");
        }

        body.Position = 0;
        return await _serializer.ReadAsync<GraphQLRequest>(body, cancellation) ?? new GraphQLRequest();
    }
}
