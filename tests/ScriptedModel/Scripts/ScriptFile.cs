using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tracing.ScriptedModel.Scripts;

/// <summary>Reads a script from JSON. Property names are camel case; an unknown one is an error.</summary>
public static class ScriptFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>Reads a script.</summary>
    /// <exception cref="InvalidDataException">It is no script; the message says why.</exception>
    public static Script Parse(string json)
    {
        Script script;
        try
        {
            script = JsonSerializer.Deserialize<Script>(json, Options) ?? throw new InvalidDataException("The script is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Not a script: {e.Message}", e);
        }

        foreach ((int index, ScriptTurn turn) in script.Turns.Index())
        {
            Check(index, turn);
        }

        return script;
    }

    private static void Check(int index, ScriptTurn turn)
    {
        if (turn.Text.Length == 0 && turn.Calls.Count == 0 && !turn.Hold)
        {
            throw new InvalidDataException($"Turn {index} has neither text nor calls, and is not held back.");
        }

        if (turn.Error is { Status: < 400 or > 599 })
        {
            throw new InvalidDataException($"Turn {index}: the status of an error lies between 400 and 599.");
        }

        if (turn.Calls.Any(call => (call.Shell is null) == (call.Names.Count == 0)))
        {
            throw new InvalidDataException($"Turn {index}: a call has either a shell command or names.");
        }

        if (turn.Finish is not (null or "stop" or "tool_calls" or "length" or "content_filter"))
        {
            throw new InvalidDataException($"Turn {index}: finish is stop, tool_calls, length or content_filter.");
        }
    }
}
