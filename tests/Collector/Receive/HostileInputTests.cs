using System.Globalization;
using System.Net;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using OpenTelemetry.Proto.Collector.Trace.V1;
using Tracing.Collector.Receive;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Receive;

/// <summary>Inputs made to harm. After each the receiver still serves: <see cref="StillServesAsync"/>.</summary>
public sealed class HostileInputTests
{
    private const string Protobuf = "application/x-protobuf";
    private const int Megabyte = 1 << 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Attack_1_a_gzip_bomb_of_ten_gigabytes_is_413_and_is_never_held()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(new ReceiveOptions { Limits = new ReceiveLimits { MaxRequestBytes = 16 * Megabyte } });
        byte[] member = Bomb(64 * Megabyte);
        byte[] bomb = [.. Enumerable.Repeat(member, 160).SelectMany(bytes => bytes)];
        long before = Environment.WorkingSet;

        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", Gzip(bomb), Cancel);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);

        // Other tests of this process open the engine meanwhile, which is below a gigabyte.
        Assert.InRange(Environment.WorkingSet - before, long.MinValue, 2048L * Megabyte);
        await StillServesAsync(host);
    }

    [Fact]
    public async Task Attack_2_a_gzip_bomb_in_grpc_is_resource_exhausted_without_retry()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(new ReceiveOptions { Limits = new ReceiveLimits { MaxRequestBytes = 8 * Megabyte } });

        RpcException failure = await RawGrpc.FailsAsync(host, RawGrpc.TracesPath, Bomb(256 * Megabyte), flag: 1, encoding: "gzip");

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
        Assert.Null(failure.Details());
        await StillServesAsync(host);
    }

    [Theory] // attack 4
    [InlineData(0, 0)]
    [InlineData(0, 5)]
    [InlineData(0, 30)]
    [InlineData(0, -9)]
    [InlineData(0, -1)]
    [InlineData(40, 0)]
    [InlineData(-6, 0)] // the checksum
    public async Task Attack_4_cut_or_corrupt_gzip_is_400(int flip, int length)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        byte[] gzip = Samples.Gzip(Samples.Traces(50).ToByteArray());
        if (flip != 0)
        {
            gzip[flip > 0 ? flip : gzip.Length + flip] ^= 0xFF;
        }
        else
        {
            gzip = gzip[..(length < 0 ? gzip.Length + length : length)];
        }

        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", Gzip(gzip), Cancel);
        RpcException failure = await RawGrpc.FailsAsync(host, RawGrpc.TracesPath, gzip, flag: 1, encoding: "gzip");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, failure.StatusCode);
        Assert.Equal(0, host.Rows(TableTag.Spans));
    }

    [Theory] // attack 5
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task Attack_5_a_body_at_the_limit_is_200_and_one_byte_over_is_413(bool contentLength, bool gzip)
    {
        byte[] body = Samples.Traces(new string('x', 100_000)).ToByteArray();
        await using ReceiverHost at = await ReceiverHost.StartAsync(new ReceiveOptions { Limits = new ReceiveLimits { MaxRequestBytes = body.Length } });
        await using ReceiverHost over = await ReceiverHost.StartAsync(new ReceiveOptions { Limits = new ReceiveLimits { MaxRequestBytes = body.Length - 1 } });

        Assert.Equal(HttpStatusCode.OK, await PostAsync(at, body, contentLength, gzip));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PostAsync(over, body, contentLength, gzip));
        Assert.Equal((1, 0), (at.Rows(TableTag.Spans), over.Rows(TableTag.Spans)));
    }

    [Theory] // attacks 6 and 24
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n", "abcdef")]
    [InlineData("Content-Length: -1\r\n", "")]
    [InlineData("Transfer-Encoding: chunked\r\n", "zz\r\nabc\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n", "3;x\nabc\r\n0\r\n\r\n")]
    [InlineData("X-Folded: a\r\n b\r\nContent-Length: 0\r\n", "")]
    [InlineData("Bad Header: a\r\nContent-Length: 0\r\n", "")]
    public async Task Attacks_6_and_24_ambiguous_framing_is_400_and_the_connection_closes(string headers, string body)
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        string answer = await RawHttp.AskAsync(host.Receiver.HttpAddress!, Post(headers) + body);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Equal(0, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task Attack_6_a_body_shorter_than_its_length_or_without_an_end_times_out_and_nothing_of_it_is_stored()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(Impatient);
        byte[] body = Samples.Traces().ToByteArray();
        using RawHttp shorter = RawHttp.Connect(host.Receiver.HttpAddress!);
        await shorter.SendAsync(Post(string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length + 1}\r\n")));
        await shorter.SendAsync(body);
        using RawHttp endless = RawHttp.Connect(host.Receiver.HttpAddress!);
        await endless.SendAsync(Post("Transfer-Encoding: chunked\r\n") + body.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
        await endless.SendAsync(body);

        string[] answers = await Task.WhenAll(shorter.ReadToCloseAsync(), endless.ReadToCloseAsync());

        Assert.All(answers, answer => Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal));
        Assert.Equal(0, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task Attack_11_unknown_fields_and_groups_are_skipped()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();

        // Field 900 as a string, field 901 as a group around field 1.
        byte[] body = [.. Samples.Traces(2).ToByteArray(), 0xA2, 0x38, 3, 1, 2, 3, 0xAB, 0x38, 0x08, 0x01, 0xAC, 0x38];
        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", Samples.Content(body, Protobuf), Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, host.Rows(TableTag.Spans));
    }

    [Fact]
    public async Task Attack_20_slow_headers_slow_bodies_and_idle_connections_are_closed()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(Impatient);
        using RawHttp headers = RawHttp.Connect(host.Receiver.HttpAddress!);
        await headers.SendAsync("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        using RawHttp body = RawHttp.Connect(host.Receiver.HttpAddress!);
        await body.SendAsync(Post("Content-Length: 1000000\r\n") + "x");
        using RawHttp idle = RawHttp.Connect(host.Receiver.HttpAddress!);

        string[] answers = await Task.WhenAll(headers.ReadToCloseAsync(), body.ReadToCloseAsync(), idle.ReadToCloseAsync());

        Assert.StartsWith("HTTP/1.1 408 ", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 408 ", answers[1], StringComparison.Ordinal);
        Assert.Empty(answers[2]);
        await StillServesAsync(host);
    }

    [Fact]
    public async Task Attack_20_connections_past_the_bound_are_closed_at_once()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync(new ReceiveOptions { Limits = new ReceiveLimits { MaxConnections = 3 } });
        RawHttp[] held = [.. Enumerable.Range(0, 3).Select(_ => RawHttp.Connect(host.Receiver.HttpAddress!))];
        try
        {
            // Answered, so the server has counted them.
            foreach (RawHttp connection in held)
            {
                await connection.SendAsync("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
                Assert.StartsWith("HTTP/1.1 ", await connection.ReadSomeAsync(), StringComparison.Ordinal);
            }

            string answer = await RawHttp.AskAsync(host.Receiver.HttpAddress!, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            Assert.Empty(answer);
        }
        finally
        {
            Array.ForEach(held, connection => connection.Dispose());
        }
    }

    [Fact]
    public async Task Attack_21_a_flood_of_cancelled_calls_does_no_harm()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        ExportTraceServiceRequest request = Samples.Traces(new string('x', 50_000));

        for (int i = 0; i < 300; i++)
        {
            using AsyncUnaryCall<ExportTraceServiceResponse> call = host.Traces.ExportAsync(request, cancellationToken: Cancel);
        }

        await StillServesAsync(host);
    }

    [Fact]
    public async Task Attack_25_a_hundred_context_headers_full_of_commas_are_431_or_answered()
    {
        await using ReceiverHost host = await ReceiverHost.StartAsync();
        var headers = new StringBuilder();
        for (int i = 0; i < 3; i++)
        {
            headers.Append(CultureInfo.InvariantCulture, $"baggage: {new string(',', 8_000)}\r\n");
        }

        string bounded = await RawHttp.AskAsync(host.Receiver.HttpAddress!, Post($"{headers}Content-Length: 0\r\nConnection: close\r\n"));
        string beyond = await RawHttp.AskAsync(host.Receiver.HttpAddress!, Post($"{headers}{headers}Content-Length: 0\r\nConnection: close\r\n"));

        Assert.StartsWith("HTTP/1.1 200 ", bounded, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", beyond, StringComparison.Ordinal);
    }

    private static ReceiveOptions Impatient => new()
    {
        Limits = new ReceiveLimits
        {
            HeadersTimeout = TimeSpan.FromSeconds(1.5),
            IdleTimeout = TimeSpan.FromSeconds(1.5),
            SlowBodyGrace = TimeSpan.FromSeconds(1.5),
            MinBodyBytesPerSecond = 100_000,
        },
    };

    private static string Post(string headers) => $"POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nContent-Type: {Protobuf}\r\n{headers}\r\n";

    private static byte[] Bomb(int length)
    {
        using var to = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(to, System.IO.Compression.CompressionLevel.Fastest))
        {
            byte[] zeros = new byte[Megabyte];
            for (int i = 0; i < length / Megabyte; i++)
            {
                gzip.Write(zeros);
            }
        }

        return to.ToArray();
    }

    private static ByteArrayContent Gzip(byte[] compressed)
    {
        ByteArrayContent content = Samples.Content(compressed, Protobuf);
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }

    private static async Task<HttpStatusCode> PostAsync(ReceiverHost host, byte[] body, bool contentLength, bool gzip)
    {
        using ByteArrayContent content = gzip ? Samples.Gzipped(body, Protobuf) : Samples.Content(body, Protobuf);
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/traces") { Content = content };
        request.Headers.TransferEncodingChunked = !contentLength;
        using HttpResponseMessage response = await host.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private static async Task StillServesAsync(ReceiverHost host)
    {
        int before = host.Rows(TableTag.Spans);
        await host.Traces.ExportAsync(Samples.Traces(2), cancellationToken: Cancel);
        using HttpResponseMessage response = await host.Http.PostAsync("v1/traces", Samples.Protobuf(Samples.Traces(1)), Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(host.Rows(TableTag.Spans), before + 3, int.MaxValue);
    }
}
