using Tracing.Adapters.ScriptedModel.Protocols;

namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>Keeps the place in what a scripted model says. Safe for concurrent requests.</summary>
public interface IScriptPlayer
{
    /// <summary>Model names for listings.</summary>
    IReadOnlyList<string> Models { get; }

    /// <summary>Decides what a request gets, and moves on.</summary>
    /// <param name="request">What a protocol read of it.</param>
    /// <param name="body">The request as it came.</param>
    /// <exception cref="InvalidDataException">Nothing is said to such a request.</exception>
    Cue Next(ModelRequest request, ReadOnlySpan<byte> body);
}
