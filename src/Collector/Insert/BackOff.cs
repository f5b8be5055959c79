namespace Tracing.Collector.Insert;

/// <summary>
/// Decides how long to hold after a retryable failure. Doubles up to a limit; each pause is shortened by up to half at random,
/// so that collectors that failed together do not come back together. Does no waiting itself.
/// </summary>
/// <param name="first">The first pause.</param>
/// <param name="longest">The longest.</param>
/// <param name="jitter">A number from 0 up to 1, drawn for each pause.</param>
internal sealed class BackOff(TimeSpan first, TimeSpan longest, Func<double> jitter)
{
    private TimeSpan _next;

    /// <summary>Failures since the last success.</summary>
    public int Failures { get; private set; }

    /// <summary>Notes a failure and tells how long to hold.</summary>
    public TimeSpan Fail()
    {
        Failures++;
        var pause = Failures == 1 ? first : _next;
        _next = pause >= longest / 2 ? longest : pause * 2;
        return pause * (1 - (jitter() / 2));
    }

    /// <summary>Notes a success: the next failure begins anew.</summary>
    public void Succeed() => Failures = 0;
}
