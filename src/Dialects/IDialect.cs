using Tracing.Dialects.Records;
using Tracing.Dialects.Steps;

namespace Tracing.Dialects;

/// <summary>What one agent's (or harness's) telemetry means. Pure: the same records always give the same steps.</summary>
public interface IDialect
{
    /// <summary>Name of the dialect, stored with what it derives.</summary>
    string Name { get; }

    /// <summary>Version of the dialect, stored with what it derives.</summary>
    string Version { get; }

    /// <summary>Whether the run's records are written in this dialect.</summary>
    /// <param name="run">The records.</param>
    /// <returns>True where they are.</returns>
    bool Recognises(RunRecords run);

    /// <summary>Reads a run.</summary>
    /// <param name="run">The records.</param>
    /// <returns>What they mean.</returns>
    RunSteps Read(RunRecords run);
}
