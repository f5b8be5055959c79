using Tracing.ScriptedModel.Scripts;
using Tracing.ScriptedModel.Serving;

const string Usage = """
    usage: tracing-scripted-model --script FILE [--listen HOST:PORT] [--log FILE]
      --script   what the model says, JSON
      --listen   where to listen; 127.0.0.1:0 (a free port) unless given
      --log      file for the log of truth, one JSON object a line
    """;

Dictionary<string, string> options = new(StringComparer.Ordinal) { ["--listen"] = "127.0.0.1:0" };
for (int i = 0; i < args.Length; i += 2)
{
    if (args[i] is not ("--script" or "--listen" or "--log") || i + 1 == args.Length)
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }

    options[args[i]] = args[i + 1];
}

if (!options.TryGetValue("--script", out string? file))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

Script script;
try
{
    script = ScriptFile.Parse(await File.ReadAllTextAsync(file));
}
catch (Exception e) when (e is InvalidDataException or IOException)
{
    Console.Error.WriteLine($"{file}: {e.Message}");
    return 1;
}

await using ScriptedModelServer server = await ScriptedModelServer.StartAsync(script, options["--listen"], options.GetValueOrDefault("--log"), TimeProvider.System, CancellationToken.None);
Console.WriteLine($"listening {server.Address}");
await server.WaitForShutdownAsync(CancellationToken.None);
return 0;
