using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tracing.Adapters.ScriptedModel.Protocols;

namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>
/// Plays a book. A conversation is known by the ids of tool calls that it was answered with: whoever asks again brings them along, whatever the protocol. Until
/// its first answer with a call there is nothing to know it by, so a request without such an id begins a conversation.
/// </summary>
/// <param name="book">The book.</param>
public sealed partial class BookPlayer(ScriptBook book) : IScriptPlayer
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, ScriptPlace> places = [];
    private readonly Dictionary<ScriptPart, int> begun = [];
    private int cues;

    /// <inheritdoc/>
    public IReadOnlyList<string> Models => book.Models;

    /// <inheritdoc/>
    public Cue Next(ModelRequest request, ReadOnlySpan<byte> body)
    {
        string text = Encoding.UTF8.GetString(body);
        lock (gate)
        {
            int ordinal = ++cues;
            if (request.Tools.Count == 0)
            {
                return new Cue(CallKind.Side, ordinal, new ScriptTurn { Text = book.Side });
            }

            ScriptPlace place = Known(text) ?? Begin(text);
            places[ordinal] = place;
            return place.Next(offersTools: true, ordinal);
        }
    }

    // The last id is the newest: a summary of an older conversation may hold others.
    private ScriptPlace? Known(string text)
    {
        foreach (Match id in CallIds().Matches(text).Reverse())
        {
            if (places.TryGetValue(int.Parse(id.Groups[1].ValueSpan, CultureInfo.InvariantCulture), out ScriptPlace? place))
            {
                return place;
            }
        }

        return null;
    }

    private ScriptPlace Begin(string text)
    {
        ScriptPart part = book.Parts.FirstOrDefault(part => part.When.All(wanted => text.Contains(wanted, StringComparison.Ordinal)))
            ?? throw new InvalidDataException("No part of the script book is for this conversation.");
        int before = begun.GetValueOrDefault(part);
        begun[part] = before + 1;
        return new ScriptPlace(part.Scripts[before % part.Scripts.Count]);
    }

    // As AnswerCall has them.
    [GeneratedRegex(@"\bcall_(\d{4,9})_\d+\b", RegexOptions.CultureInvariant)]
    private static partial Regex CallIds();
}
