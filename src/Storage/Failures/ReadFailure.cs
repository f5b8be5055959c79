using System.Diagnostics.CodeAnalysis;

namespace Tracing.Storage.Failures;

/// <summary>Why a read gave no answer.</summary>
public enum ReadFailureKind
{
    /// <summary>It took longer than one read may.</summary>
    Timeout,

    /// <summary>It asked for more rows or memory than one read may: ask for less.</summary>
    TooMuch,

    /// <summary>The engine has too much to do: ask again later.</summary>
    Busy,

    /// <summary>The engine cannot be reached: ask again later.</summary>
    Unavailable,

    /// <summary>The engine refused the query: a fault of ours or of the schema.</summary>
    Refused,
}

/// <summary>A read that gave no answer. The reason holds no SQL, no path and no value.</summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "A failure is an outcome that callers plan for.")]
public sealed class ReadFailure : Exception
{
    /// <summary>Makes the failure.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="reason">One sentence, safe to log and to show.</param>
    /// <param name="inner">What happened.</param>
    public ReadFailure(ReadFailureKind kind, string reason, Exception? inner = null)
        : base(reason, inner) => Kind = kind;

    /// <summary>Why.</summary>
    public ReadFailureKind Kind { get; }
}
