using System.Text.Json.Nodes;
using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.Adapters.ScriptedModel.Serving;

/// <summary>One line of the log of truth: what was asked and what was answered.</summary>
public sealed record CallRecord
{
    /// <summary>When the request's head arrived.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When the answer's last byte was handed to the connection.</summary>
    public DateTimeOffset Ended { get; init; }

    /// <summary>The path as asked, with its prefix.</summary>
    public required string Path { get; init; }

    /// <summary>openai.chat, openai.responses, anthropic.messages or gemini; empty for listings and what is unknown.</summary>
    public string Protocol { get; init; } = "";

    /// <summary>What the request is to the script.</summary>
    public required CallKind Kind { get; init; }

    /// <summary>Turn of the script, from 0.</summary>
    public int? Turn { get; init; }

    /// <summary>1 for the first request for this turn.</summary>
    public int? Attempt { get; init; }

    /// <summary>The model asked for.</summary>
    public string Model { get; init; } = "";

    /// <summary>Whether the answer was streamed.</summary>
    public bool Stream { get; init; }

    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; init; }

    /// <summary>Usage as reported; null where none was.</summary>
    public ScriptUsage? Usage { get; init; }

    /// <summary>Tool calls of the answer.</summary>
    public IReadOnlyList<CalledTool> Calls { get; init; } = [];

    /// <summary>Why it ended, in the protocol's words; null for faults.</summary>
    public string? Finish { get; init; }

    /// <summary>The response's id as the client saw it.</summary>
    public string? ResponseId { get; init; }

    /// <summary>Milliseconds from the request's arrival to the answer's first byte.</summary>
    public double? FirstByteMs { get; init; }

    /// <summary>Length of the request's body after decompression.</summary>
    public long RequestBytes { get; init; }

    /// <summary>SHA-256 of that body, lowercase hex.</summary>
    public string RequestSha256 { get; init; } = "";

    /// <summary>
    /// SHA-256 of its canonical form (RFC 8785), lowercase hex; where it asks for a stream's usage also that of the same body without the question, for somebody on
    /// the way may have added it. Empty where it has no such form.
    /// </summary>
    public IReadOnlyList<string> RequestHashes { get; init; } = [];

    /// <summary>The request's header <c>traceparent</c>, if any.</summary>
    public string? Traceparent { get; init; }

    /// <summary>What went wrong, for faults and broken connections.</summary>
    public string? Problem { get; init; }
}

/// <summary>A tool call that was answered.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record CalledTool(string Id, string Name, JsonNode Arguments);
