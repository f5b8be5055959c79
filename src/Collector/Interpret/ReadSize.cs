namespace Tracing.Collector.Interpret;

/// <summary>
/// How many runs are read together: as many as hold about <see cref="InterpretOptions.RecordsPerRead"/> records, by what the last
/// runs held. Short runs are so read by the hundred, and long ones do not fill the memory.
/// </summary>
/// <param name="options">The bounds.</param>
internal sealed class ReadSize(InterpretOptions options)
{
    private const int FirstRuns = 32;

    private double _recordsPerRun = (double)options.RecordsPerRead / FirstRuns;

    /// <summary>Most runs of the next read.</summary>
    public int Runs => (int)Math.Clamp(options.RecordsPerRead / _recordsPerRun, 1, options.RunsPerRead);

    /// <summary>Takes into account what a read found; the newest read weighs half.</summary>
    /// <param name="records">Records of each run.</param>
    public void Learn(IReadOnlyCollection<int> records)
    {
        if (records.Count > 0)
        {
            _recordsPerRun = Math.Max(1, (_recordsPerRun + records.Average()) / 2);
        }
    }
}
