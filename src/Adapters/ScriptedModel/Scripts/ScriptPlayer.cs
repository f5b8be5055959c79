using Tracing.Adapters.ScriptedModel.Protocols;

namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>Plays one script to whoever asks: all requests are one conversation.</summary>
/// <param name="script">The script.</param>
public sealed class ScriptPlayer(Script script) : IScriptPlayer
{
    private readonly Lock gate = new();
    private readonly ScriptPlace place = new(script);
    private int cues;

    /// <inheritdoc/>
    public IReadOnlyList<string> Models => script.Models;

    /// <inheritdoc/>
    public Cue Next(ModelRequest request, ReadOnlySpan<byte> body)
    {
        lock (gate)
        {
            return place.Next(request.Tools.Count > 0, ++cues);
        }
    }
}
