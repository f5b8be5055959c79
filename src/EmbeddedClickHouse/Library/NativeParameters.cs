namespace Tracing.EmbeddedClickHouse.Library;

/// <summary>Parameters in native memory for the length of one call.</summary>
internal sealed unsafe class NativeParameters(Parameters parameters) : IDisposable
{
    private readonly Utf8Array names = new([.. parameters.Values.Select(p => p.Key)]);
    private readonly Utf8Array values = new([.. parameters.Values.Select(p => p.Value)]);

    /// <summary>Their names.</summary>
    public byte** Names => names.Pointers;

    /// <summary>The lengths of the names.</summary>
    public nuint* NameLengths => names.Lengths;

    /// <summary>Their values.</summary>
    public byte** Values => values.Pointers;

    /// <summary>The lengths of the values.</summary>
    public nuint* ValueLengths => values.Lengths;

    /// <summary>How many.</summary>
    public nuint Count => (nuint)names.Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        names.Dispose();
        values.Dispose();
    }
}
