using System.Text.Json.Serialization;

namespace Tracing.Adapters.ScriptedModel.Scripts;

/// <summary>What a request is to the script.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallKind>))]
public enum CallKind
{
    /// <summary>A turn of the conversation.</summary>
    Main,

    /// <summary>Beside the conversation: a title, a summary.</summary>
    Side,

    /// <summary>After the last turn.</summary>
    Beyond,

    /// <summary>Counting tokens: no model call.</summary>
    Count,

    /// <summary>Listing models.</summary>
    Listing,

    /// <summary>Not understood.</summary>
    Unknown,
}
