using Tracing.Adapters.Agents;
using Tracing.Adapters.Agents.Output;
using Tracing.Adapters.Sandboxes;
using Tracing.Adapters.Trials;
using Tracing.Processes;

namespace Tracing.Adapters.Tests.Agents;

/// <summary>A whole session of an agent, as it lies in <c>Sessions</c>: what it printed and what it left in its home. Read as a run reads it.</summary>
internal sealed class Session : IDisposable
{
    private const string MakeDatabase = """
        import os, sqlite3, sys
        database = sqlite3.connect(sys.argv[1])
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY)")
        database.executescript(sys.argv[2])
        os._exit(0)
        """;

    private readonly TemporaryFolder folder = new();
    private readonly AgentDefinition agent;
    private readonly string source;

    public Session(string agent, string name)
    {
        this.agent = AgentRegistry.Find(agent)!;
        source = Path.Join(RepositoryPaths.Root, "tests/Adapters/Agents/Sessions", agent, name);
        Directory.CreateDirectory(Home);
        if (Directory.Exists(Path.Join(source, "home")))
        {
            Copy(Path.Join(source, "home"), Home);
        }
    }

    /// <summary>The agent's home.</summary>
    public string Home => folder["home"];

    /// <summary>Makes a database as a process that was killed leaves it: what it wrote last lies in the log beside it.</summary>
    public async Task MakeDatabaseAsync(string path, string script)
    {
        string file = Path.Join(Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await using ChildProcess python = ChildProcess.Start("python3", ["-c", MakeDatabase, file, script]);
        Assert.True(await python.WaitForExitAsync(TestContext.Current.CancellationToken) == 0, python.Transcript);
        Assert.True(File.Exists(file + "-wal"));
    }

    /// <summary>A file beside the session's home.</summary>
    public string Read(string name) => File.ReadAllText(Path.Join(source, name));

    /// <summary>Reads it.</summary>
    /// <param name="output">What it printed, where that is not what lies there.</param>
    public async Task<AgentEnding> EndAsync(string? output = null)
    {
        var reading = new AgentReading(agent, Home);
        OutputLines? lines = reading.Output is null ? null : new OutputLines(reading.Output, TimeProvider.System);
        string captured = folder["stdout"];
        var capture = new OutputCapture(captured, 1 << 20, lines);
        using var printed = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(output ?? Read("stdout.txt")));
        await capture.DrainAsync(printed);
        CommandResult result = reading.Complete(new CommandResult(new CommandEnding(0, TimedOut: false, Cancelled: false), capture, capture, lines?.Events ?? []));
        return new AgentEnding(0, result.Events);
    }

    /// <summary>What an ending tells, a line an event.</summary>
    public static IEnumerable<string> Told(AgentEnding ending) => ending.Events.Select(told => told switch
    {
        AgentSaid said => "says " + said.Text.Split('\n')[0],
        ToolStarted started => $"{started.Id} {started.Tool}: {started.Input}",
        ToolEnded ended => FormattableString.Invariant($"{ended.Id} -> {(ended.ExitCode is { } code ? code : "-")} {ended.Failed switch { true => "failed", false => "ok", _ => "unknown" }}"),
        AgentFailed failed => "fails " + failed.Message,
        AnswerUsage use => FormattableString.Invariant($"used {use.PromptTokens}/{use.CachedTokens}/{use.CompletionTokens} {use.ResponseId}"),
        _ => "well",
    });

    public void Dispose() => folder.Dispose();

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string target = Path.Join(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
