using System.Text.Json;
using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Proxy.Protocols;

/// <summary>One object of a request that may be the result of a tool, while its members are read; they come in any order.</summary>
internal sealed class ResultDraft
{
    /// <summary>What it says it is: a role or a type.</summary>
    public string? Kind { get; set; }

    /// <summary>The call's id.</summary>
    public string? Id { get; set; }

    /// <summary>The tool.</summary>
    public string? Name { get; set; }

    /// <summary>Whether it is marked as a failure.</summary>
    public bool? Failed { get; set; }

    /// <summary>Where its content is.</summary>
    public Range Content { get; set; }

    /// <summary>The result.</summary>
    public ToolResult Result => new(Id, Name, Failed, Content);

    /// <summary>Reads one object.</summary>
    /// <param name="reader">Stands on its first token.</param>
    /// <param name="read">Reads a member.</param>
    public static ResultDraft Read(ref Utf8JsonReader reader, JsonStep<ResultDraft> read)
    {
        var draft = new ResultDraft();
        JsonWalk.Members(ref reader, draft, read);
        return draft;
    }
}
