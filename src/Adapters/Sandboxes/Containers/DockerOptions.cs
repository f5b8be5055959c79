namespace Tracing.Adapters.Sandboxes.Containers;

/// <summary>The containers of <c>tracing run --sandbox docker</c>: image and limits. A limit of 0 is none of ours; the engine may have its own.</summary>
public sealed record DockerOptions
{
    private const long LeastMemory = 16L << 20;

    /// <summary>The image that agents and the tasks' commands run in; empty: the one that each task names.</summary>
    public string Image { get; init; } = "";

    /// <summary>Bytes of memory of a container, without any swap.</summary>
    public long Memory { get; init; } = 4L << 30;

    /// <summary>Processors of a container; parts of one count.</summary>
    public double Cpus { get; init; }

    /// <summary>Processes and threads of a container.</summary>
    public int Processes { get; init; } = 4096;

    /// <summary>Open files of a process; never more than this one may have.</summary>
    public int OpenFiles { get; init; } = 16384;

    /// <summary>Adds one sentence for every problem.</summary>
    /// <param name="key">Full key of this record, <c>run.docker</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        (string Name, bool Wrong, string Rule)[] rules =
        [
            ("image", Image.StartsWith('-') || Image.Any(char.IsWhiteSpace), "is no name of an image"),
            ("memory", Memory is not 0 and < LeastMemory, "must be 0 or at least 16MiB"),
            ("cpus", Cpus is not 0 and (< 0.01 or > 1024 or double.NaN), "must be 0 or lie between 0.01 and 1024"),
            ("processes", Processes is not 0 and < 16, "must be 0 or at least 16"),
            ("openFiles", OpenFiles is < 64 or > 1 << 20, "must lie between 64 and 1048576"),
        ];
        foreach ((string name, _, string rule) in rules.Where(rule => rule.Wrong))
        {
            problems.Add($"{key}.{name}: {rule}.");
        }
    }
}
