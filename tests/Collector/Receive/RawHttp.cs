using System.Net.Sockets;
using System.Text;

namespace Tracing.Collector.Tests.Receive;

/// <summary>Bytes on a socket: what no HTTP client would send.</summary>
internal sealed class RawHttp : IDisposable
{
    private readonly TcpClient _client = new();
    private readonly NetworkStream _stream;

    private RawHttp(Uri address)
    {
        _client.Connect(address.Host, address.Port);
        _stream = _client.GetStream();
    }

    public static RawHttp Connect(Uri address) => new(address);

    /// <summary>Sends a request on a connection of its own and returns all that is answered before the server closes.</summary>
    public static async Task<string> AskAsync(Uri address, string request)
    {
        using RawHttp connection = Connect(address);
        try
        {
            await connection.SendAsync(request);
        }
        catch (IOException)
        {
            // Refused and closed before all of it was sent: what was answered still counts.
        }

        return await connection.ReadToCloseAsync();
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(byte[] bytes) => await _stream.WriteAsync(bytes, TestContext.Current.CancellationToken);

    /// <summary>What comes next, at least one byte; empty when the server closed.</summary>
    public async Task<string> ReadSomeAsync()
    {
        byte[] buffer = new byte[16 << 10];
        int read = await _stream.ReadAsync(buffer, TestContext.Current.CancellationToken);
        return Encoding.Latin1.GetString(buffer, 0, read);
    }

    /// <summary>Everything until the server closes; a reset counts as closing.</summary>
    public async Task<string> ReadToCloseAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(3));
        var text = new StringBuilder();
        byte[] buffer = new byte[16 << 10];
        try
        {
            while (await _stream.ReadAsync(buffer, limit.Token) is > 0 and var read)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
        }

        return text.ToString();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _client.Dispose();
    }
}
