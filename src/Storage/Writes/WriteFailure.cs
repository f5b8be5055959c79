using System.Diagnostics.CodeAnalysis;

namespace Tracing.Storage.Writes;

/// <summary>
/// A write that did not return OK. Permanent: the same bytes will be refused again. Otherwise it may be tried again, and where
/// it is in doubt, only after the range was counted. The reason holds no SQL, no path and no value of a row.
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "A failure is an outcome that callers plan for.")]
public sealed class WriteFailure : Exception
{
    /// <summary>Makes the failure.</summary>
    /// <param name="reason">One sentence, safe to log and to show.</param>
    /// <param name="permanent">Whether the same bytes will be refused again.</param>
    /// <param name="inDoubt">Whether some or all rows may be stored.</param>
    /// <param name="inner">What happened.</param>
    public WriteFailure(string reason, bool permanent, bool inDoubt, Exception? inner = null)
        : base(reason, inner)
    {
        Permanent = permanent;
        InDoubt = inDoubt;
    }

    /// <summary>Whether the same bytes will be refused again.</summary>
    public bool Permanent { get; }

    /// <summary>Whether some or all rows may be stored: count the range before the next try.</summary>
    public bool InDoubt { get; }

    /// <summary>One sentence without SQL, paths or values.</summary>
    public string Reason => Message;
}
