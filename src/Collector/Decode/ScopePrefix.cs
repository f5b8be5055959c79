using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>What every record of an instrumentation scope repeats, laid out as the columns want it, which take it once for many rows.</summary>
internal sealed class ScopePrefix : IDisposable
{
    /// <summary>The attributes: one map.</summary>
    public MapColumns Attributes { get; } = new();

    /// <summary>The name with its length.</summary>
    public ColumnBuffer Name { get; } = new();

    /// <summary>The version with its length.</summary>
    public ColumnBuffer Version { get; } = new();

    /// <summary>The schema with its length.</summary>
    public ColumnBuffer SchemaUrl { get; } = new();

    /// <summary>Why no record of this scope can be stored.</summary>
    public RecordFault Fault { get; set; }

    /// <summary>Bytes that a row repeats in the table.</summary>
    public nint Bytes { get; private set; }

    /// <summary>Rises with every scope.</summary>
    public long Ordinal { get; private set; }

    public void Begin()
    {
        Ordinal++;
        Fault = RecordFault.None;
        Attributes.Clear();
        Attributes.Open();
        Name.Reset();
        Version.Reset();
        SchemaUrl.Reset();
    }

    /// <summary>Everything of the scope is read.</summary>
    public void Complete(DecodeOptions limits)
    {
        if (Attributes.OpenCount > limits.MaxAttributes)
        {
            Fault = RecordFault.TooManyAttributes;
        }

        EmptyWhereUnset(Name);
        EmptyWhereUnset(Version);
        EmptyWhereUnset(SchemaUrl);
        Attributes.Close();
        Bytes = Name.Length + Version.Length + SchemaUrl.Length +
            Attributes.Keys.Length + Attributes.Values.Length + Attributes.Types.Length;
    }

    public void Dispose()
    {
        Attributes.Dispose();
        Name.Dispose();
        Version.Dispose();
        SchemaUrl.Dispose();
    }

    private static void EmptyWhereUnset(ColumnBuffer text)
    {
        if (text.Length == 0)
        {
            text.AppendString([]);
        }
    }
}
