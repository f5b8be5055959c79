using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Tracing.EmbeddedClickHouse.Http;

namespace Tracing.EmbeddedClickHouse.Face;

/// <summary>Writes an answer of the interface to a socket, as it comes out of the engine.</summary>
internal static class ResponseWriter
{
    private const int CopyBytes = 64 << 10;

    /// <summary>
    /// Writes it, compressed with gzip when asked to. A query that fails on the way ends in the error's frame and a
    /// broken connection, so that no client takes the part for the whole.
    /// </summary>
    /// <exception cref="HttpIOException">The query failed after its first rows were sent.</exception>
    public static async Task WriteAsync(HttpContext context, InterfaceResponse answer, bool compress)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers[name] = value;
        }

        try
        {
            if (compress)
            {
                response.Headers.ContentEncoding = "gzip";
                await using var gzip = new GZipStream(response.Body, CompressionLevel.Fastest, leaveOpen: true);
                await answer.Body.CopyToAsync(gzip, CopyBytes, context.RequestAborted);
            }
            else
            {
                await answer.Body.CopyToAsync(response.Body, CopyBytes, context.RequestAborted);
            }
        }
        catch (HttpIOException)
        {
            // Aborting would drop what is still on its way; an exception makes the server send it and close without the last chunk.
            await response.Body.FlushAsync(context.RequestAborted);
            throw;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; disposing the answer ends the query.
        }
    }

    /// <summary>Whether the client takes gzip and asked for compression as ClickHouse's clients do.</summary>
    public static bool WantsGzip(HttpContext context, InterfaceRequest request) =>
        request.CompressResponse && context.Request.Headers.AcceptEncoding.Any(v => v?.Contains("gzip", StringComparison.OrdinalIgnoreCase) == true);
}
