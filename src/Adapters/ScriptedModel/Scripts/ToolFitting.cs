using System.Text.Json;
using System.Text.Json.Nodes;
using Tracing.Adapters.ScriptedModel.Protocols;

namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>Fits a script's calls to the tools an agent offers, by the JSON schemas of their parameters.</summary>
internal static class ToolFitting
{
    // Shell tools of coding agents, the most specific names first.
    private static readonly string[] ShellNames =
        ["exec_command", "shell_command", "run_shell_command", "execute_command", "run_terminal_command", "run_commands", "bash", "Bash", "shell", "container.exec"];

    private static readonly string[] CommandProperties = ["cmd", "command", "commands"];

    /// <summary>Picks the tool and writes its arguments.</summary>
    /// <exception cref="InvalidDataException">No offered tool fits.</exception>
    public static (string Name, JsonObject Arguments) Fit(ScriptCall call, IReadOnlyList<OfferedTool> offered)
    {
        IReadOnlyList<string> names = call.Shell is null ? call.Names : ShellNames;
        OfferedTool tool = names.Select(name => offered.FirstOrDefault(tool => tool.Name == name)).FirstOrDefault(tool => tool is not null)
            ?? throw new InvalidDataException(
                $"The script calls one of {string.Join(", ", names)}; the request offers {string.Join(", ", offered.Select(tool => tool.Name))}.");
        return (tool.Name, call.Shell is { } command ? ShellArguments(command, tool.Parameters) : (JsonObject)(call.Arguments?.DeepClone() ?? new JsonObject()));
    }

    private static JsonObject ShellArguments(string command, JsonElement schema)
    {
        JsonElement properties = schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out JsonElement found) ? found : default;
        string property = CommandProperties.FirstOrDefault(name => properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out _)) ?? "command";
        JsonNode value = TypeOf(properties, property) != "array" ? JsonValue.Create(command)
            : property == "commands" ? new JsonArray(command)
            : new JsonArray("bash", "-lc", command);
        var arguments = new JsonObject { [property] = value };
        if (properties.ValueKind == JsonValueKind.Object && schema.TryGetProperty("required", out JsonElement required) && required.ValueKind == JsonValueKind.Array)
        {
            foreach (string name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => name != property))
            {
                arguments[name] = Filler(TypeOf(properties, name));
            }
        }

        return arguments;
    }

    // Gemini's schemas write types in capitals.
    private static string TypeOf(JsonElement properties, string name) =>
        properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out JsonElement property)
            && property.ValueKind == JsonValueKind.Object && property.TryGetProperty("type", out JsonElement type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()!.ToLowerInvariant()
            : "string";

    private static JsonNode Filler(string type) => type switch
    {
        "boolean" => JsonValue.Create(false),
        "integer" or "number" => JsonValue.Create(10_000),
        "array" => new JsonArray(),
        "object" => new JsonObject(),
        _ => JsonValue.Create("Step of the script"),
    };
}
