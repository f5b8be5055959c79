using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tracing.Adapters.ScriptedModel.Protocols;

/// <summary>The shapes of one vendor's interface.</summary>
public interface IProtocol
{
    /// <summary>Name in the log of truth.</summary>
    string Name { get; }

    /// <summary>Reads a request.</summary>
    /// <param name="path">The request's path: Gemini names the model and the kind of answer there.</param>
    /// <param name="body">The body.</param>
    ModelRequest Read(string path, JsonElement body);

    /// <summary>The response id that the client will see.</summary>
    string IdOf(Answer answer);

    /// <summary>The reason for the end, in the protocol's own words.</summary>
    string FinishOf(Answer answer);

    /// <summary>The body of an answer that is not streamed.</summary>
    JsonObject Whole(Answer answer);

    /// <summary>The events of a streamed answer, in order.</summary>
    IEnumerable<ServerEvent> Events(Answer answer);

    /// <summary>The body of a fault.</summary>
    JsonObject Fault(int status, string message);
}
