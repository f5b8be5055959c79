using System.Net;
using System.Text;
using Tracing.Query.Live;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Live;

/// <summary>Server-sent events as they stand on the wire.</summary>
public sealed class EventStreamTests(EngineFixture.EngineFixture engine)
{
    [Fact]
    public async Task A_query_is_one_next_and_complete()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        using HttpResponseMessage response = await host.PostAsync(QueryHost.Body("{axisNames}"), accept: "text/event-stream");

        Assert.Equal(("text/event-stream", HttpStatusCode.OK), (response.Content.Headers.ContentType!.MediaType, response.StatusCode));
        string text = await response.Content.ReadAsStringAsync(QueryHost.Cancellation);
        Assert.StartsWith(":\n\nevent: next\ndata: {\"data\":{\"axisNames\":[", text, StringComparison.Ordinal);
        Assert.EndsWith("\n\nevent: complete\ndata: \n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silence_is_filled_with_comments_and_a_client_that_leaves_leaves_nothing_behind()
    {
        await using QueryHost host = await QueryHost.StartAsync(engine, new QueryOptions { Live = new LiveOptions { KeepAlive = TimeSpan.FromMilliseconds(20), MaxSubscriptions = 1 } });
        for (int i = 0; i < 3; i++)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, "/graphql?query=" + Uri.EscapeDataString("subscription{runChanged{id}}"));
            request.Headers.Accept.ParseAdd("text/event-stream");
            using HttpResponseMessage response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, QueryHost.Cancellation);
            await using Stream body = await response.Content.ReadAsStreamAsync(QueryHost.Cancellation);
            byte[] comments = new byte[12];
            await body.ReadExactlyAsync(comments, QueryHost.Cancellation);
            if (Encoding.ASCII.GetString(comments) != ":\n\n:\n\n:\n\n:\n\n")
            {
                // The one before may still be leaving; it has to be gone soon.
                i--;
            }
        }
    }

    [Fact]
    public async Task A_subscription_is_refused_where_one_answer_is_asked_for()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        using HttpResponseMessage post = await host.PostAsync(QueryHost.Body("subscription{runChanged{id}}"));
        using HttpResponseMessage get = await host.Http.GetAsync(new Uri("/graphql?query=" + Uri.EscapeDataString("subscription{runChanged{id}}"), UriKind.Relative), QueryHost.Cancellation);

        Assert.Equal((HttpStatusCode.BadRequest, "INVALID"), (post.StatusCode, (await GraphQlAnswer.ReadAsync(post)).Code));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
    }

    [Fact]
    public async Task A_malformed_request_for_a_stream_is_refused_by_status()
    {
        await using QueryHost host = await QueryHost.StartWithoutEngineAsync();

        using HttpResponseMessage malformed = await host.PostAsync("{", accept: "text/event-stream");
        using HttpResponseMessage batch = await host.PostAsync("[]", accept: "text/event-stream");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (malformed.StatusCode, batch.StatusCode));
    }
}
