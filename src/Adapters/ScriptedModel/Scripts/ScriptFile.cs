using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tracing.Adapters.ScriptedModel.Scripts;

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
        Script script = Read<Script>(json);
        Check(script);
        return script;
    }

    /// <summary>Reads a book of scripts.</summary>
    /// <exception cref="InvalidDataException">It is none; the message says why.</exception>
    public static ScriptBook ParseBook(string json)
    {
        ScriptBook book = Read<ScriptBook>(json);
        foreach ((int index, ScriptPart part) in book.Parts.Index())
        {
            CheckPart(index, part);
        }

        return book;
    }

    /// <summary>Reads a script, or a book of scripts: that has <c>parts</c>.</summary>
    /// <exception cref="InvalidDataException">It is neither; the message says why.</exception>
    public static IScriptPlayer ParsePlayer(string json)
    {
        JsonElement root = Read<JsonElement>(json);
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("parts", out _) ? new BookPlayer(ParseBook(json)) : new ScriptPlayer(Parse(json));
    }

    private static T Read<T>(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidDataException("The script is null.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"Not a script: {e.Message}", e);
        }
    }

    private static void CheckPart(int index, ScriptPart part)
    {
        if (part.Scripts.Count == 0)
        {
            throw new InvalidDataException($"Part {index} has no script.");
        }

        foreach (Script script in part.Scripts)
        {
            Check(script);

            // Asked again after a fault, it could not be told from another conversation that begins.
            if (script.Turns is [{ Error: not null }, ..] || script.Turns.SkipLast(1).Any(turn => turn.Calls.Count == 0))
            {
                throw new InvalidDataException($"Part {index}: the first turn has no error, and all but the last have calls, by whose ids a conversation is known.");
            }
        }
    }

    private static void Check(Script script)
    {
        foreach ((int index, ScriptTurn turn) in script.Turns.Index())
        {
            Check(index, turn);
        }
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
