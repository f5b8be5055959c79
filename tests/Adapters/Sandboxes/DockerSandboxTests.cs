using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Sandboxes.Containers;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Terminal;
using Tracing.Adapters.Trials;
using Tracing.Forwarder;

namespace Tracing.Adapters.Tests.Sandboxes;

/// <summary>Real commands in real containers, of an image that holds busybox alone.</summary>
[Collection("containers")]
public sealed class DockerSandboxTests(EngineFixture fixture) : IAsyncLifetime
{
    private readonly ContainerStage stage = new(fixture);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunFolder Folder => stage.Folder;

    public ValueTask InitializeAsync() => stage.InitializeAsync();

    public ValueTask DisposeAsync() => stage.DisposeAsync();

    [Fact]
    public async Task A_command_sees_its_folder_its_home_its_environment_and_an_input_at_its_end_and_what_it_writes_is_this_users()
    {
        await File.WriteAllTextAsync(Path.Join(Folder.Folders.Work, "a.txt"), "there", Cancellation);
        Environment.SetEnvironmentVariable("SECRET_OF_THE_USER", "visible");
        string mine = "two\nlines \"and\" signs, ü";

        (CommandEnding ending, string output) = await stage.RunAsync(
            "cat a.txt; echo; echo \"$HOME|$TZ|$SECRET_OF_THE_USER|$MINE|$DOCKER_HOST|$TRACING_RUN_MARK\"; cat; pwd; mkdir -p d; echo new > d/b.txt; chmod 0 d; echo h > \"$HOME/h\"; exit 7", new() { ["MINE"] = mine });

        Assert.Equal((7, false, false), (ending.ExitCode, ending.TimedOut, ending.Cancelled));
        Assert.Equal($"there\n/home/agent|UTC||{mine}||\n/workspace\n", output);
        Assert.True(File.Exists(Path.Join(Folder.Folders.Home, "h")));
        Assert.Equal(64, ending.Container!.Id.Length);
        Assert.Null(ending.Container.LimitReached);
        Folder.Delete();
        Assert.False(Directory.Exists(Folder.Path));
        Assert.Empty(await stage.ContainersAsync());
    }

    [Fact]
    public async Task The_image_is_known_by_its_id_and_its_digest()
    {
        Assert.StartsWith("sha256:", stage.Image.Id, StringComparison.Ordinal);
        Assert.Contains("plain@sha256:", Assert.Single(stage.Image.Digests), StringComparison.Ordinal);
        Assert.Null(await ContainerEngine.FindImageAsync("not-there:1", Cancellation));
    }

    [Fact]
    public async Task Whether_a_container_can_be_run_is_tried_and_told()
    {
        ContainerSetting setting = await ContainerEngine.CheckAsync(new DockerOptions { Cpus = 1.5 }, Cancellation);

        await ContainerEngine.TryAsync(stage.Image, setting, Cancellation);
        SandboxException fault = await Assert.ThrowsAsync<SandboxException>(() => ContainerEngine.TryAsync(new ContainerImage("gone:1", "sha256:" + new string('0', 64), []), setting, Cancellation));

        Assert.Contains("cannot run a container of gone:1", fault.Message, StringComparison.Ordinal);
        Assert.Empty(await stage.ContainersAsync());
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("kill -KILL $$", 137)]
    [InlineData("exec no-such-program", 127)]
    [InlineData("for orphan in 1 2 3 4 5; do (sleep 0.01 &); done; while ps | grep -v grep | grep -q sleep; do :; done", 0)]
    public async Task Exit_codes_are_the_commands_own_and_orphans_are_fetched(string script, int exitCode)
    {
        (CommandEnding ending, string output) = await stage.RunAsync(script);

        Assert.True(ending.ExitCode == exitCode, output);
    }

    [Fact]
    public async Task A_program_that_is_not_in_the_image_ends_with_127()
    {
        CommandResult result = await stage.Execution().RunAsync("command", new SandboxCommand { Arguments = ["no-such-agent"] }, ContainerStage.Long, null, Cancellation);

        Assert.Equal((127, "no-such-agent: not found\n"), (result.Ending.ExitCode, result.Errors.Tail(100)));
    }

    [Fact]
    public async Task Memory_that_is_used_up_is_told_also_where_a_child_used_it()
    {
        (CommandEnding ending, _) = await stage.RunAsync("tail /dev/zero; exit 3", options: new DockerOptions { Memory = 64 << 20 });

        Assert.Equal((3, "memory_limit"), (ending.ExitCode, ending.Container!.LimitReached?.Word));
    }

    [Fact]
    public async Task Too_many_processes_are_refused_and_told()
    {
        (CommandEnding ending, string output) = await stage.RunAsync("for one in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do sleep 60 & done; wait", options: new DockerOptions { Processes = 20 });

        Assert.True(ending.Container!.LimitReached?.Word == "process_limit", output);
    }

    [Fact]
    public async Task It_has_no_rights_beyond_a_plain_programs_and_no_way_out()
    {
        using var service = new TcpListener(IPAddress.Any, 0);
        service.Start();
        int port = ((IPEndPoint)service.LocalEndpoint).Port;

        (_, string output) = await stage.RunAsync($"grep -E 'Cap(Eff|Bnd|Prm)|NoNewPrivs' /proc/self/status | tr -d '\\t'; ip -o link | wc -l; ip route; for host in 127.0.0.1 10.0.2.2 10.88.0.1 172.17.0.1 192.168.127.1 host.docker.internal host.containers.internal; do nc -w 2 -z $host {port} && echo reached; done; nslookup localhost 2>&1 | grep -c Address", network: true);

        Assert.Equal("CapPrm:0000000000000000\nCapEff:0000000000000000\nCapBnd:0000000000000000\nNoNewPrivs:1\n1\n0\n", output);
        Assert.False(service.Pending());
    }

    [Fact]
    public async Task The_sockets_of_the_run_are_reached_by_two_ports_and_where_no_network_is_wanted_not_even_those()
    {
        await using WebApplication model = await AnswerAsync("the model");
        await using WebApplication collector = await AnswerAsync("the collector");
        await using ByteRelay toModel = ByteRelay.Start(new UnixDomainSocketEndPoint(Path.Join(Folder.Folders.Sockets, SandboxFolders.ModelSocket)), Place(model));
        await using ByteRelay toCollector = ByteRelay.Start(new UnixDomainSocketEndPoint(Path.Join(Folder.Folders.Sockets, SandboxFolders.CollectorSocket)), Place(collector));
        SandboxAddresses addresses = stage.Sandbox().Addresses;
        string script = $"wget -q -O - {addresses.Model}; wget -q -O - {addresses.Collector}; ls /run/tracing | wc -l";

        (_, string reached) = await stage.RunAsync(script, network: true);
        (_, string apart) = await stage.RunAsync(script);

        Assert.Equal(("the modelthe collector2\n", "0\n"), (reached, apart));
    }

    [Fact]
    public async Task A_secret_stands_in_no_command_line_and_in_no_label()
    {
        using var user = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        const string Secret = "sk-secret-of-the-tests-0123456789";
        Task<(CommandEnding, string)> running = stage.RunAsync("touch begun; sleep 600", new() { ["OPENAI_API_KEY"] = Secret }, network: true, cancellation: user.Token);
        await UntilAsync(() => File.Exists(Path.Join(Folder.Folders.Work, "begun")));

        string lines = string.Join('\n', Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Select(CommandLine));
        string inspected = await fixture.Engine.DockerAsync(Cancellation, ["inspect", "--format", "{{json .Config.Cmd}} {{json .Config.Labels}} {{json .Args}} {{json .Name}}", .. await stage.ContainersAsync()]);
        await user.CancelAsync();

        Assert.Contains("docker\0start", lines, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, lines, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, inspected, StringComparison.Ordinal);
        Assert.True((await running).Item1.Cancelled);
        Assert.Empty(await stage.ContainersAsync());
    }

    [Fact]
    public async Task On_a_terminal_it_has_the_size_from_its_start_and_writes_as_it_does()
    {
        using var terminal = PseudoTerminal.Open(new TerminalSize(97, 31));
        string path = Folder.CaptureFile("recording");
        await using var recorder = new TerminalRecorder(terminal, AsciicastWriter.Create(path, new AsciicastHeader { StartNanoseconds = 0 }, Redaction.None), new RunClock(TimeProvider.System));

        CommandResult result = await stage.Execution().RunAsync(
            "agent",
            new SandboxCommand { Arguments = ["sh", "-c", "stty size <&1; test -t 1 && echo terminal; cat; stty raw <&1; printf 'a\\nb'; exit 3"], Terminal = new TerminalSize(97, 31) },
            ContainerStage.Long, null, Cancellation, terminal);
        await recorder.StopAsync(result.Ending.ExitCode);

        Assert.Equal(3, result.Ending.ExitCode);
        Assert.Equal("31 97\r\nterminal\r\na\nb", string.Concat(File.ReadLines(path).Skip(1).Select(line => System.Text.Json.JsonElement.Parse(line)).Where(line => line[1].GetString() == "o").Select(line => line[2].GetString())));
    }

    private static async Task<WebApplication> AnswerAsync(string text)
    {
        WebApplication server = WebApplication.CreateSlimBuilder().Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.MapGet("/", () => text);
        await server.StartAsync(Cancellation);
        return server;
    }

    private static IPEndPoint Place(WebApplication server) => new(IPAddress.Loopback, new Uri(server.Urls.Single()).Port);

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
        {
            await Task.Delay(10, Cancellation);
        }
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Join(process, "cmdline"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
