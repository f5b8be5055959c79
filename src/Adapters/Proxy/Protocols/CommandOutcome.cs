using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>
/// The exit code of a command in the output of a shell tool, where a place made for it says so: <c>metadata.exit_code</c> of output that is JSON,
/// <c>outcome.exit_code</c> of a shell call's only part, or a line of the head that Codex puts before <c>Output:</c>. What the command printed is not read.
/// </summary>
internal static partial class CommandOutcome
{
    /// <summary>Reads the output of a result.</summary>
    /// <param name="json">A JSON string, or an array of parts.</param>
    public static ToolOutcome Of(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
            using JsonDocument output = JsonDocument.ParseValue(ref reader);
            return new ToolOutcome(null, ExitCode(output.RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    private static int? ExitCode(JsonElement output) => output.ValueKind switch
    {
        JsonValueKind.String when output.GetString() is { } text => text.StartsWith('{') ? OfObject(text) : OfHead(text),
        JsonValueKind.Array when output.GetArrayLength() == 1 => Integer(output[0].Member("outcome").Member("exit_code")) ?? OfText(output[0]),
        _ => null,
    };

    private static int? OfText(JsonElement part) => part.Text("text") is { } text ? OfHead(text) : null;

    private static int? OfObject(string text)
    {
        try
        {
            using JsonDocument told = JsonDocument.Parse(text);
            return Integer(told.RootElement.Member("metadata").Member("exit_code"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static int? OfHead(string text) =>
        Head().Match(text) is { Success: true } head && int.TryParse(head.Groups["code"].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int code) ? code : null;

    private static int? Integer(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int code) ? code : null;

    // The whole head must be one: a command that prints such a line prints it behind "Output:".
    [GeneratedRegex(
        @"\A(?:(?:Chunk ID|Wall time|Original token count|Total output lines): [^\n]{0,100}\n)*(?:Exit code:|Process exited with code) (?<code>-?[0-9]{1,10})\n(?:(?:Chunk ID|Wall time|Original token count|Total output lines): [^\n]{0,100}\n)*Output:",
        RegexOptions.CultureInvariant)]
    private static partial Regex Head();
}
