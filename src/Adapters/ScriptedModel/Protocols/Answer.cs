using System.Text.Json.Nodes;
using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>An answer before a protocol gives it a shape.</summary>
public sealed record Answer
{
    /// <summary>The request it answers.</summary>
    public required ModelRequest Request { get; init; }

    /// <summary>Number from which ids are made: unique in a server's life.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public required long CreatedSeconds { get; init; }

    /// <summary>Text; empty for none.</summary>
    public required string Text { get; init; }

    /// <summary>Tool calls.</summary>
    public required IReadOnlyList<AnswerCall> Calls { get; init; }

    /// <summary>Token counts.</summary>
    public required ScriptUsage Usage { get; init; }

    /// <summary>As in <see cref="ScriptTurn.Finish"/>, never null.</summary>
    public required string Finish { get; init; }
}

/// <summary>A tool call of an answer.</summary>
/// <param name="Id">Unique in a server's life.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record AnswerCall(string Id, string Name, JsonObject Arguments);
