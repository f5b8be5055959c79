using System.CommandLine;
using Tracing.Adapters.ScriptedModel.Scripts;
using Tracing.Adapters.ScriptedModel.Serving;

namespace Tracing.Commands;

/// <summary><c>tracing scripted-model</c>: a model that says what a file says, for trying a harness or an agent without a real one.</summary>
internal static class ScriptedModelCommand
{
    public static Command Make()
    {
        var script = new Option<string>("--script") { Description = "What the model says, JSON: see docs/scripted-model.md", HelpName = "FILE", Required = true };
        var listen = new Option<string>("--listen") { Description = "Where to listen; port 0 takes a free one", HelpName = "HOST:PORT", DefaultValueFactory = _ => "127.0.0.1:0" };
        var log = new Option<string>("--log") { Description = "File for a record of every request, one JSON object a line", HelpName = "FILE" };
        var command = new Command("scripted-model", "Serve a model that plays a script: OpenAI, Anthropic and Gemini protocols") { script, listen, log };
        command.SetAction((result, _) => RunAsync(result.GetRequiredValue(script), result.GetRequiredValue(listen), result.GetValue(log), result.InvocationConfiguration.Output));
        return command;
    }

    private static async Task<int> RunAsync(string file, string listen, string? log, TextWriter output)
    {
        using var stop = new StopRequest();
        await using ScriptedModelServer server = await StartAsync(await ReadAsync(file, stop.Token), listen, log, stop.Token);
        await output.WriteLineAsync($"listening {server.Address}");
        await output.FlushAsync(stop.Token);
        await stop.WaitAsync();
        return 0;
    }

    private static async Task<IScriptPlayer> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return ScriptFile.ParsePlayer(await File.ReadAllTextAsync(file, cancellation));
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file}: {fault.Message}");
        }
    }

    private static async Task<ScriptedModelServer> StartAsync(IScriptPlayer player, string listen, string? log, CancellationToken cancellation)
    {
        try
        {
            return await ScriptedModelServer.StartAsync(player, listen, log, TimeProvider.System, cancellation);
        }
        catch (Exception fault) when (fault is IOException or FormatException or UnauthorizedAccessException)
        {
            throw new CommandException($"--listen {listen}: {fault.Message}");
        }
    }
}
