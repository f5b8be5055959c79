using System.Net;
using System.Net.Sockets;

namespace Tracing.Forwarder;

/// <summary>Takes connections at one place and leads each to another, byte by byte in both directions; what is half closed stays half open.</summary>
public sealed class ByteRelay : IAsyncDisposable
{
    private const int Backlog = 512;
    private const int BufferBytes = 64 << 10;

    private readonly Socket listener;
    private readonly EndPoint target;
    private readonly CancellationTokenSource stop = new();
    private readonly HashSet<Task> open = [];
    private readonly Lock gate = new();
    private readonly Task accepting;

    private ByteRelay(Socket listener, EndPoint target)
    {
        this.listener = listener;
        this.target = target;
        accepting = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public EndPoint Address => listener.LocalEndPoint!;

    /// <summary>Starts.</summary>
    /// <param name="from">A socket file (made, readable for this user alone) or an address; port 0 takes a free one.</param>
    /// <param name="to">Where connections lead.</param>
    /// <exception cref="SocketException">The place is taken.</exception>
    public static ByteRelay Start(EndPoint from, EndPoint to)
    {
        Socket listener = Create(from);
        try
        {
            listener.Bind(from);
            listener.Listen(Backlog);
        }
        catch
        {
            listener.Dispose();
            throw;
        }

        return new ByteRelay(listener, to);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Dispose();
        await accepting;
        Task[] ending;
        lock (gate)
        {
            ending = [.. open];
        }

        await Task.WhenAll(ending);
        stop.Dispose();
    }

    private static Socket Create(EndPoint place) => place switch
    {
        UnixDomainSocketEndPoint => new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified),
        IPEndPoint address => new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true },

        // A name may stand for addresses of either family.
        _ => new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true },
    };

    private async Task AcceptAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            Socket accepted;
            try
            {
                accepted = await listener.AcceptAsync(stop.Token);
            }
            catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException) when (!stop.IsCancellationRequested)
            {
                // One connection failed while it was made; the next one may not.
                continue;
            }

            Task relayed = RelayAsync(accepted);
            lock (gate)
            {
                open.Add(relayed);
            }

            _ = relayed.ContinueWith(ended => Forget(ended), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private void Forget(Task ended)
    {
        lock (gate)
        {
            open.Remove(ended);
        }
    }

    // A fault of one side ends the connection on both: each sees it as its peer's.
    private async Task RelayAsync(Socket accepted)
    {
        using Socket near = accepted;
        using Socket far = Create(target);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        try
        {
            await far.ConnectAsync(target, ended.Token);
            await Task.WhenAll(PumpAsync(near, far, ended), PumpAsync(far, near, ended));
        }
        catch (Exception fault) when (fault is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            near.Close(0);
        }
    }

    private static async Task PumpAsync(Socket from, Socket to, CancellationTokenSource ended)
    {
        byte[] buffer = new byte[BufferBytes];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, ended.Token)) > 0)
            {
                for (int sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), ended.Token);
                }
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch
        {
            await ended.CancelAsync();
            throw;
        }
    }
}
