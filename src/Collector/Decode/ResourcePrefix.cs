using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>What every record of a resource repeats, laid out as the columns want it, which take it once for many rows.</summary>
internal sealed class ResourcePrefix(Findings findings) : IDisposable
{
    /// <summary>The attributes: one map.</summary>
    public MapColumns Attributes { get; } = new();

    /// <summary><c>service.name</c> with its length.</summary>
    public ColumnBuffer ServiceName { get; } = new();

    /// <summary>The schema with its length.</summary>
    public ColumnBuffer SchemaUrl { get; } = new();

    /// <summary>The run of the resource's records.</summary>
    public RunBinding Run { get; } = new(findings);

    /// <summary>Why no record of this resource can be stored.</summary>
    public RecordFault Fault { get; set; }

    /// <summary>Bytes that a row repeats in the table.</summary>
    public nint Bytes { get; private set; }

    public void Begin()
    {
        Fault = RecordFault.None;
        Attributes.Clear();
        Attributes.Open();
        SchemaUrl.Reset();
        ServiceName.Reset();
    }

    /// <summary>Everything of the resource is read.</summary>
    public void Complete(string? runBinding, DecodeOptions limits)
    {
        if (Attributes.OpenCount > limits.MaxAttributes)
        {
            Fault = RecordFault.TooManyAttributes;
        }

        AttributeLookup.TryFind(Attributes, "service.name"u8, out ReadOnlySpan<byte> service, out _);
        ServiceName.AppendString(service);
        if (SchemaUrl.Length == 0)
        {
            SchemaUrl.AppendString([]);
        }

        Run.Begin(Attributes, runBinding);
        Attributes.Close();
        Bytes = Attributes.Keys.Length + Attributes.Values.Length + Attributes.Types.Length + ServiceName.Length + SchemaUrl.Length;
    }

    public void Dispose()
    {
        Attributes.Dispose();
        ServiceName.Dispose();
        SchemaUrl.Dispose();
        Run.Dispose();
    }
}
