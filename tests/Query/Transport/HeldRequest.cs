using System.Net.Sockets;
using System.Text;
using Tracing.Query.Tests.Support;

namespace Tracing.Query.Tests.Transport;

/// <summary>A request whose body is begun and held, over a socket: an HTTP client tells of an early refusal only when the body is sent.</summary>
internal sealed class HeldRequest : IDisposable
{
    // Room enough that a slow machine does not fall under the server's least rate of a body, 240 bytes a second.
    private const int Padding = 100_000;

    private readonly Uri _address;
    private TcpClient _client = new();

    private HeldRequest(Uri address) => _address = address;

    public static async Task<HeldRequest> BeginAsync(Uri address)
    {
        HeldRequest held = new(address);
        await held.BeginAsync();
        return held;
    }

    /// <summary>Another request may have had the only place when this one came.</summary>
    public async Task BeginAgainIfRefusedAsync()
    {
        if (_client.Available > 0)
        {
            _client.Dispose();
            _client = new TcpClient();
            await BeginAsync();
        }
    }

    /// <summary>Sends the rest; the status line of the answer.</summary>
    public async Task<string> EndAsync()
    {
        await SendAsync(Query);
        using StreamReader reader = new(_client.GetStream(), leaveOpen: true);
        return await reader.ReadLineAsync(QueryHost.Cancellation) ?? "";
    }

    public void Dispose() => _client.Dispose();

    private static string Query => QueryHost.Body("{axisNames}");

    private async Task BeginAsync()
    {
        await _client.ConnectAsync(_address.Host, _address.Port, QueryHost.Cancellation);
        await SendAsync($"POST {_address.AbsolutePath} HTTP/1.1\r\nHost: {_address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {Padding + Query.Length}\r\n\r\n{new string(' ', Padding)}");
    }

    private ValueTask SendAsync(string text) => _client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text), QueryHost.Cancellation);
}
