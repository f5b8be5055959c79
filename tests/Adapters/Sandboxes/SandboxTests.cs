using System.Net;
using System.Net.Sockets;
using System.Text;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Trials;
using Tracing.Forwarder;
using Tracing.Processes;

namespace Tracing.Adapters.Tests.Sandboxes;

/// <summary>Real commands in real sandboxes.</summary>
public sealed class SandboxTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SandboxKind.None)]
    [InlineData(SandboxKind.Bwrap)]
    public async Task A_command_sees_its_folder_its_home_no_secret_of_ours_and_an_input_at_its_end(SandboxKind kind)
    {
        using var stage = new SandboxStage(kind);
        await File.WriteAllTextAsync(Path.Join(stage.Folder.Folders.Work, "a.txt"), "there", Cancellation);
        Environment.SetEnvironmentVariable("SECRET_OF_THE_USER", "visible");

        (CommandEnding ending, string output) = await stage.RunAsync("cat a.txt; echo; echo \"$HOME|$TZ|$SECRET_OF_THE_USER|$MINE\"; cat; pwd; echo new > b.txt; echo h > \"$HOME/h\"; exit 7", new() { ["MINE"] = "m" });

        Assert.Equal(new CommandEnding(7, false, false), ending);
        Assert.Equal(["there", $"{stage.Sandbox.HomePath}|UTC||m", stage.Sandbox.WorkPath], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("new\n", await File.ReadAllTextAsync(Path.Join(stage.Folder.Folders.Work, "b.txt"), Cancellation));
        Assert.True(File.Exists(Path.Join(stage.Folder.Folders.Home, "h")));
    }

    [Theory]
    [InlineData(SandboxKind.None)]
    [InlineData(SandboxKind.Bwrap)]
    public async Task What_a_command_leaves_running_ends_with_it(SandboxKind kind)
    {
        using var stage = new SandboxStage(kind);

        (CommandEnding ending, _) = await stage.RunAsync("setsid sh -c 'trap \"\" TERM HUP; while :; do sleep 1; done' & (sleep 600 &) ; echo started");

        Assert.Equal(0, ending.ExitCode);
        Assert.Empty(stage.Folder.Mark!.Processes());
    }

    [Theory]
    [InlineData(SandboxKind.None)]
    [InlineData(SandboxKind.Bwrap)]
    public async Task A_command_whose_time_is_up_is_ended_with_all_its_children_though_it_ignores_being_asked(SandboxKind kind)
    {
        using var stage = new SandboxStage(kind);

        (CommandEnding ending, _) = await stage.RunAsync("trap '' TERM INT; setsid sleep 600 & sleep 600; sleep 600", limit: TimeSpan.FromSeconds(1));

        Assert.Equal(new CommandEnding(null, true, false), ending);
        Assert.Empty(stage.Folder.Mark!.Processes());
    }

    [Theory]
    [InlineData(SandboxKind.None, true)]
    [InlineData(SandboxKind.None, false)]
    [InlineData(SandboxKind.Bwrap, true)]
    public async Task A_command_that_is_asked_to_end_has_the_time_to_write_down_what_it_did(SandboxKind kind, bool namespaces)
    {
        using var stage = new SandboxStage(kind, namespaces);
        string told = Path.Join(stage.Folder.Folders.Work, "told");
        string set = Path.Join(stage.Folder.Folders.Work, "set");
        // It has a namespace below it, as agents do that keep their tools in sandboxes of their own.
        SandboxCommand command = SandboxStage.Shell(
            "unshare --user --pid --fork sleep 600 & trap 'echo interrupted >> told' INT; trap 'sleep 0.3; echo terminated >> told; exit 5' TERM; sleep 0.2; touch set; while :; do sleep 0.05; done");

        CommandEnding ending = await SandboxStage.EndWhenThereAsync(stage.Execution, command, set);

        Assert.Equal((new CommandEnding(null, false, true), "terminated\n"), (ending, await File.ReadAllTextAsync(told, Cancellation)));
        File.Delete(told);
        File.Delete(set);

        await SandboxStage.EndWhenThereAsync(stage.Execution, command with { EndSignals = [EndSignal.Interrupt, EndSignal.Terminate] }, set);

        Assert.Equal("interrupted\nterminated\n", await File.ReadAllTextAsync(told, Cancellation));
        Assert.Empty(stage.Folder.Mark!.Processes());
    }

    [Fact]
    public async Task The_users_end_is_not_a_timeout()
    {
        using var stage = new SandboxStage(SandboxKind.None);
        using var user = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        Task<(CommandEnding Ending, string Output)> running = stage.RunAsync("touch begun; sleep 600", cancellation: user.Token);
        while (!File.Exists(Path.Join(stage.Folder.Folders.Work, "begun")))
        {
            await Task.Delay(10, Cancellation);
        }

        await user.CancelAsync();

        Assert.Equal(new CommandEnding(null, false, true), (await running).Ending);
    }

    [Fact]
    public async Task Output_past_the_bound_is_drained_and_counted_and_not_kept()
    {
        using var stage = new SandboxStage(SandboxKind.None);
        var execution = new CommandExecution(stage.Folder, stage.Sandbox, TimeProvider.System) { MostOutputBytes = 1 << 20 };

        CommandResult result = await execution.RunAsync("big", SandboxStage.Shell("head -c 104857600 /dev/zero; echo end >&2"), Long, null, Cancellation);

        Assert.Equal((0, 100L << 20, true), (result.Ending.ExitCode, result.Output.Bytes, result.Output.Truncated));
        Assert.Equal(1 << 20, new FileInfo(result.Output.Path).Length);
        Assert.Equal("end\n", result.Errors.Tail(100));
    }

    [Fact]
    public async Task In_bubblewrap_homes_and_other_services_are_hidden_and_nothing_outside_can_be_written()
    {
        using var stage = new SandboxStage(SandboxKind.Bwrap);
        string mark = Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".tracing-sandbox-test");
        await File.WriteAllTextAsync(mark, "secret", Cancellation);
        try
        {
            (_, string output) = await stage.RunAsync($"cat {mark}; touch /usr/x; touch /etc/x; ls /run; ls -A /tmp; ps -e 2>/dev/null | wc -l; hostname");

            Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
            Assert.False(File.Exists("/usr/x") || File.Exists("/etc/x"));
            Assert.Contains("sandbox", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(mark);
        }
    }

    [Fact]
    public async Task In_bubblewrap_a_service_of_this_machine_cannot_be_reached()
    {
        using var stage = new SandboxStage(SandboxKind.Bwrap);
        using var service = new TcpListener(IPAddress.Loopback, 0);
        service.Start();

        (CommandEnding ending, _) = await stage.RunAsync($"python3 -c 'import socket; socket.create_connection((\"127.0.0.1\", {((IPEndPoint)service.LocalEndpoint).Port}), 5)'");

        Assert.NotEqual(0, ending.ExitCode);
        Assert.False(service.Pending());
    }

    [Fact]
    public async Task A_relay_carries_both_ways_keeps_half_closed_connections_open_and_ends_what_leads_nowhere()
    {
        using var folder = new TemporaryFolder();
        using var target = new TcpListener(IPAddress.Loopback, 0);
        target.Start();
        var socket = new UnixDomainSocketEndPoint(folder["s"]);
        byte[] data = new byte[5_000_000];
        Random.Shared.NextBytes(data);
        await using (ByteRelay relay = ByteRelay.Start(socket, target.LocalEndpoint))
        {
            using Socket client = await ConnectAsync(socket);
            using Socket served = await target.AcceptSocketAsync(Cancellation);
            byte[] got = (await Task.WhenAll(SendAsync(client, data), ReadAllAsync(served)))[1];
            await SendAllAsync(served, "answer"u8.ToArray());

            Assert.Equal(data, got);
            Assert.Equal("answer", Encoding.UTF8.GetString(await ReadAllAsync(client)));
        }

        target.Stop();
        File.Delete(folder["s"]);
        await using ByteRelay nowhere = ByteRelay.Start(socket, new IPEndPoint(IPAddress.Loopback, 1));
        using Socket lost = await ConnectAsync(socket);
        try
        {
            Assert.Empty(await ReadAllAsync(lost));
        }
        catch (SocketException)
        {
            // A reset is an end too.
        }
    }

    private static async Task<Socket> ConnectAsync(EndPoint place)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(place, Cancellation);
        return socket;
    }

    private static async Task SendAllAsync(Socket socket, byte[] data)
    {
        for (int sent = 0; sent < data.Length;)
        {
            sent += await socket.SendAsync(data.AsMemory(sent), Cancellation);
        }

        socket.Shutdown(SocketShutdown.Send);
    }

    private static async Task<byte[]> SendAsync(Socket socket, byte[] data)
    {
        await SendAllAsync(socket, data);
        return [];
    }

    private static async Task<byte[]> ReadAllAsync(Socket socket)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[64 << 10];
        int read;
        while ((read = await socket.ReceiveAsync(buffer, Cancellation)) > 0)
        {
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }
}
