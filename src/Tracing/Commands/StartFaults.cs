using Tracing.Collector.Queue;
using Tracing.EmbeddedClickHouse;
using Tracing.Storage.Failures;
using Tracing.Storage.Schema;
using Tracing.Storage.Writes;

namespace Tracing.Commands;

/// <summary>Which faults at start the user can do something about, and how they are said.</summary>
internal static class StartFaults
{
    public static string? Explain(Exception fault) => fault switch
    {
        EngineException or QueueRefusedException or SchemaFailure or ReadFailure or WriteFailure => fault.Message,
        IOException => fault.Message, // An address in use: the server says which.
        UnauthorizedAccessException => fault.Message,
        _ => null,
    };
}
