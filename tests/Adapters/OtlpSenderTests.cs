using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Tracing.Adapters.Import;

namespace Tracing.Adapters.Tests;

public sealed class OtlpSenderTests
{
    private static readonly OtlpRequest Request = new("v1/traces", """{"resourceSpans":[]}""");

    [Fact]
    public async Task A_retryable_answer_is_tried_again_and_the_same_body_is_sent()
    {
        var bodies = new List<string>();
        await using WebApplication collector = await StartAsync(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            bodies.Add(context.Request.Path + " " + await reader.ReadToEndAsync());
            if (bodies.Count == 1)
            {
                context.Response.StatusCode = 503;
                context.Response.Headers.RetryAfter = "0";
            }
        });

        OtlpSendResult result = await SendAsync(collector);

        Assert.Equal(new OtlpSendResult(0, ""), result);
        Assert.Equal(["/v1/traces " + Request.Json, "/v1/traces " + Request.Json], bodies);
    }

    [Fact]
    public async Task Partial_success_is_told_and_not_sent_again()
    {
        int calls = 0;
        await using WebApplication collector = await StartAsync(context =>
        {
            calls++;
            return context.Response.WriteAsync("""{"partialSuccess":{"rejectedSpans":"2","errorMessage":"bad ids"}}""");
        });

        Assert.Equal(new OtlpSendResult(2, "bad ids"), await SendAsync(collector));
        Assert.Equal(1, calls);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"ok\"")]
    [InlineData("7")]
    [InlineData("not JSON")]
    [InlineData("{}")]
    [InlineData("""{"partialSuccess":null}""")]
    [InlineData("""{"partialSuccess":[]}""")]
    [InlineData("""{"partialSuccess":{"rejectedSpans":null,"errorMessage":7}}""")]
    [InlineData("""{"partialSuccess":{"rejectedSpans":1.5,"rejectedLogRecords":{},"errorMessage":"\ud800"}}""")]
    public async Task An_answer_of_200_that_tells_nothing_is_a_success(string body)
    {
        await using WebApplication collector = await StartAsync(context => context.Response.WriteAsync(body));

        Assert.Equal(new OtlpSendResult(0, ""), await SendAsync(collector));
    }

    [Fact]
    public async Task A_refusal_for_good_is_not_tried_again()
    {
        int calls = 0;
        await using WebApplication collector = await StartAsync(context =>
        {
            calls++;
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("no");
        });

        OtlpSendException error = await Assert.ThrowsAsync<OtlpSendException>(() => SendAsync(collector));

        Assert.Equal("v1/traces: 400 no", error.Message);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task A_collector_that_never_answers_well_is_given_up_after_the_tries_that_were_allowed()
    {
        int calls = 0;
        await using WebApplication collector = await StartAsync(context =>
        {
            calls++;
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "0";
            return Task.CompletedTask;
        });

        await Assert.ThrowsAsync<OtlpSendException>(() => SendAsync(collector, attempts: 3));

        Assert.Equal(3, calls);
    }

    private static async Task<OtlpSendResult> SendAsync(WebApplication collector, int attempts = 8)
    {
        using var client = new HttpClient { BaseAddress = new Uri(collector.Urls.First() + "/") };
        return await new OtlpSender(client, TimeProvider.System, attempts).SendAsync(Request, TestContext.Current.CancellationToken);
    }

    private static async Task<WebApplication> StartAsync(RequestDelegate handler)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(handler);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
