using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tracing.EngineHost;

/// <summary>Tells inserts from other statements by their first word.</summary>
internal static class InsertDetector
{
    private const int Peek = 64;

    /// <summary>
    /// Looks into the parameter <c>query</c>, else into the beginning of the body, which stays readable. The body is
    /// peeked at only when it is not compressed.
    /// </summary>
    public static async Task<bool> IsInsertAsync(HttpRequest request)
    {
        var query = request.Query["query"].ToString();
        if (query.Length > 0)
        {
            return StartsWithInsert(query);
        }

        if (request.Headers.ContentEncoding.Count > 0)
        {
            // Compressed text without a statement in the address is what the driver's inserts send.
            return true;
        }

        var read = await request.BodyReader.ReadAtLeastAsync(Peek, request.HttpContext.RequestAborted);
        var start = Encoding.UTF8.GetString(read.Buffer.Slice(0, Math.Min(Peek, read.Buffer.Length)));
        request.BodyReader.AdvanceTo(read.Buffer.Start);
        return StartsWithInsert(start);
    }

    private static bool StartsWithInsert(string text) => text.TrimStart().StartsWith("INSERT", StringComparison.OrdinalIgnoreCase);
}
