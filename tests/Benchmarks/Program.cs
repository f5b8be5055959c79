using System.Globalization;
using Tracing.Benchmarks;
using Tracing.Benchmarks.Decode;
using Tracing.Benchmarks.Pages;
using Tracing.Benchmarks.Proxy;
using Tracing.Benchmarks.Receive;
using Tracing.Benchmarks.Sweeps;
using Tracing.Benchmarks.Table;
using Tracing.Benchmarks.Visible;

if (args is [ReceiveServers.Command, var server])
{
    return await ReceiveServers.RunAsync(server);
}

// A benchmark is one command in one file; `all` runs them in this order.
var commands = new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
{
    ["decode"] = DecodeBenchmark.RunAsync,
    ["receive"] = () => ReceiveBenchmark.RunAsync(args.ElementAtOrDefault(1) ?? string.Empty),
    ["proxy"] = ProxyBenchmark.RunAsync,
    ["table"] = TableBenchmark.RunAsync,
    ["visible"] = VisibleBenchmark.RunAsync,
    ["sweeps"] = () => OtlpLoad.RunAsync(Number(args.ElementAtOrDefault(1), 10)),
    ["pages"] = PageBenchmark.RunAsync,
    ["questions"] = () => QuestionBenchmark.RunAsync(args.ElementAtOrDefault(1) ?? string.Empty, Number(args.ElementAtOrDefault(2), 100)),
};

string name = args.Length > 0 ? args[0] : string.Empty;
if (name != "all" && !commands.ContainsKey(name))
{
    await Console.Error.WriteLineAsync($"usage: dotnet run -c Release --project tests/Benchmarks -- {string.Join('|', commands.Keys)}|all");
    return 2;
}

Machine.Print();
foreach ((string command, Func<Task> run) in commands)
{
    if (name == "all" || name == command)
    {
        await run();
    }
}

return 0;

static int Number(string? text, int otherwise) => text is null ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);
