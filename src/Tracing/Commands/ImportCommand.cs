using System.CommandLine;
using Tracing.Adapters.Import;

namespace Tracing.Commands;

/// <summary><c>tracing import FILE…</c>: sends OTLP/JSON files to any collector.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var files = new Argument<string[]>("FILE") { Description = "OTLP/JSON: one request, or one a line; .gz is unpacked", Arity = ArgumentArity.OneOrMore };
        var endpoint = new Option<string>("--endpoint") { Description = "OTLP/HTTP endpoint", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:4318" };
        var token = new Option<string>("--token") { Description = "Bearer token of the collector (TRACING_TOKEN)", HelpName = "TOKEN" };
        var command = new Command("import", "Send OTLP/JSON files to a collector") { files, endpoint, token };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetRequiredValue(files),
            result.GetRequiredValue(endpoint),
            result.GetValue(token) ?? Environment.GetEnvironmentVariable("TRACING_TOKEN"),
            result.InvocationConfiguration.Output,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] files, string endpoint, string? token, TextWriter output, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(endpoint.TrimEnd('/') + "/", UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new CommandException($"--endpoint: '{endpoint}' is no http address.");
        }

        using HttpClient client = OtlpClient.Create(endpoint, token);
        var sender = new OtlpSender(client, TimeProvider.System);
        long rejected = 0;
        try
        {
            foreach (string file in files)
            {
                rejected += await SendFileAsync(file, sender, output, cancellationToken);
            }
        }
        catch (Exception e) when (e is OtlpSendException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandException(e.Message);
        }

        return rejected == 0 ? 0 : 1;
    }

    private static async Task<long> SendFileAsync(string file, OtlpSender sender, TextWriter output, CancellationToken cancellationToken)
    {
        int requests = 0;
        long rejected = 0;
        await foreach (OtlpRequest request in OtlpRequestFile.ReadAsync(file, cancellationToken))
        {
            OtlpSendResult result = await sender.SendAsync(request, cancellationToken);
            requests++;
            rejected += result.Rejected;
            if (result.Message.Length > 0)
            {
                await output.WriteLineAsync($"{file}: {result.Rejected} rejected: {EscapedText.Of(result.Message)}");
            }
        }

        await output.WriteLineAsync($"{file}: {requests} requests sent, {rejected} records rejected");
        return rejected;
    }
}
