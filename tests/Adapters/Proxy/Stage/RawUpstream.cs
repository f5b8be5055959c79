using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tracing.Adapters.Tests.Proxy.Stage;

/// <summary>An upstream that answers byte by byte what a test tells it, or breaks off. One request a connection.</summary>
internal sealed class RawUpstream : IAsyncDisposable
{
    public const string EventsHead = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<RawExchange, Task> answer;
    private readonly Task accepting;

    private RawUpstream(Func<RawExchange, Task> answer)
    {
        this.answer = answer;
        listener.Start(backlog: 2048);
        accepting = Task.Run(AcceptAsync);
    }

    public Uri Address => new($"http://{listener.LocalEndpoint}");

    public static RawUpstream Start(Func<RawExchange, Task> answer) => new(answer);

    /// <summary>An upstream that sends a text and closes.</summary>
    public static RawUpstream Saying(string text) => Start(exchange => exchange.SendAsync(text));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var exchanges = new List<Task>();
        try
        {
            while (true)
            {
                exchanges.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            await Task.WhenAll(exchanges);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                if (await RawExchange.ReadAsync(stream, client, stop.Token) is { } exchange)
                {
                    await answer(exchange);
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The other side went first.
            }
        }
    }
}

/// <summary>One request at a <see cref="RawUpstream"/>.</summary>
internal sealed record RawExchange(string Head, byte[] Body, NetworkStream Stream, TcpClient Client, CancellationToken Stop)
{
    /// <summary>Sends a text as it is.</summary>
    public Task SendAsync(string text) => Stream.WriteAsync(Encoding.UTF8.GetBytes(text), Stop).AsTask();

    /// <summary>Sends a text as one chunk.</summary>
    public Task SendChunkAsync(string text) => SendAsync($"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n");

    /// <summary>Ends a chunked answer.</summary>
    public Task EndAsync() => SendAsync("0\r\n\r\n");

    /// <summary>Breaks the connection.</summary>
    public void Reset() => Client.Client.Close(timeout: 0);

    /// <summary>Done when the other side has gone.</summary>
    public async Task GoneAsync()
    {
        try
        {
            while (await Stream.ReadAsync(new byte[1024], Stop) > 0)
            {
            }
        }
        catch (IOException)
        {
        }
    }

    public static async Task<RawExchange?> ReadAsync(NetworkStream stream, TcpClient client, CancellationToken stop)
    {
        var bytes = new List<byte>();
        byte[] block = new byte[4096];
        while (true)
        {
            int read = await stream.ReadAsync(block, stop);
            if (read == 0)
            {
                return null;
            }

            bytes.AddRange(block.AsSpan(0, read));
            byte[] all = [.. bytes];
            int end = all.AsSpan().IndexOf("\r\n\r\n"u8);
            if (end >= 0 && all.Length >= end + 4 + LengthOf(Encoding.ASCII.GetString(all, 0, end)))
            {
                return new RawExchange(Encoding.ASCII.GetString(all, 0, end), all[(end + 4)..], stream, client, stop);
            }
        }
    }

    private static int LengthOf(string head) => head.Split("\r\n")
        .Where(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
        .Select(line => int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture))
        .FirstOrDefault();
}
