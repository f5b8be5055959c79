using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>The interface as the innermost handler of an <see cref="HttpClient"/>.</summary>
internal sealed class EngineHandler(HttpInterface http) : HttpMessageHandler
{
    /// <inheritdoc/>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The response owns the content, the content the body.")]
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await using var body = request.Content is null ? null : new ContentPipe(request.Content, cancellationToken);
        var call = new InterfaceRequest
        {
            Method = request.Method.Method,
            Body = body?.Reader,
            ContentEncoding = request.Content?.Headers.ContentEncoding.LastOrDefault(),
            ContentType = request.Content?.Headers.ContentType?.MediaType,
        };
        call.ReadQuery(request.RequestUri?.Query ?? "");
        var answer = request.RequestUri?.AbsolutePath == "/ping"
            ? new InterfaceResponse(200, "text/html; charset=UTF-8", [], new MemoryStream("Ok.\n"u8.ToArray()))
            : await http.ExecuteAsync(call, cancellationToken);
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new StreamContent(answer.Body), RequestMessage = request };
        response.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(answer.ContentType);
        foreach (var (name, value) in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }
}
