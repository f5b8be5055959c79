namespace Tracing.Collector.Decode;

/// <summary>Limits on one record and on what one request may grow to. A record over a limit is rejected, its neighbours are stored.</summary>
public sealed record DecodeOptions
{
    /// <summary>Attributes of a record, an event or a link.</summary>
    public int MaxAttributes { get; init; } = 4096;

    /// <summary>Events of a span.</summary>
    public int MaxEvents { get; init; } = 16_384;

    /// <summary>Links of a span.</summary>
    public int MaxLinks { get; init; } = 4096;

    /// <summary>Bytes of a record as it was sent.</summary>
    public int MaxRecordBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of the body of a <c>bench.artifact</c> record.</summary>
    public int MaxArtifactChunkBytes { get; init; } = 256 << 10;

    /// <summary>Bytes that the columns of one request may take, roughly: a resource's attributes are written for each of its records.</summary>
    public long MaxDecodedBytes { get; init; } = 256L << 20;

    /// <summary>Adds a sentence for every value that is out of range.</summary>
    /// <param name="key">Key of this object in the configuration.</param>
    /// <param name="problems">Where to add.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        Check(key, nameof(MaxAttributes), MaxAttributes, 1, 1_000_000, problems);
        Check(key, nameof(MaxEvents), MaxEvents, 1, 1_000_000, problems);
        Check(key, nameof(MaxLinks), MaxLinks, 1, 1_000_000, problems);
        Check(key, nameof(MaxRecordBytes), MaxRecordBytes, 1024, 128 << 20, problems);
        Check(key, nameof(MaxArtifactChunkBytes), MaxArtifactChunkBytes, 1024, 16 << 20, problems);
        Check(key, nameof(MaxDecodedBytes), MaxDecodedBytes, 1 << 20, 512L << 20, problems);
    }

    private static void Check(string key, string name, long value, long least, long most, ICollection<string> problems)
    {
        if (value < least || value > most)
        {
            problems.Add($"{key}.{char.ToLowerInvariant(name[0])}{name[1..]}: {value} is not between {least} and {most}.");
        }
    }
}
