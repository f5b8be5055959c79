namespace Tracing.Storage.Rows;

/// <summary>Who told that a trace belongs to a run.</summary>
public static class RunTraceSources
{
    /// <summary>The records themselves, at the door.</summary>
    public const string Record = "record";

    /// <summary>The trace's parent, handed on as TRACEPARENT.</summary>
    public const string Parent = "parent";

    /// <summary>A session or conversation id.</summary>
    public const string Session = "session";
}
