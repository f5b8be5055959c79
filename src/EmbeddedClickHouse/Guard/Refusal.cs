namespace Tracing.EmbeddedClickHouse.Guard;

/// <summary>Why the guarded face does not run a statement: Code 497, ACCESS_DENIED.</summary>
internal static class Refusal
{
    private const int AccessDenied = 497;

    /// <summary>Makes the exception.</summary>
    /// <param name="reason">A sentence without its full stop.</param>
    public static EngineException Because(string reason) => new($"Code: 497. DB::Exception: {reason}. (ACCESS_DENIED)", AccessDenied);
}
