using Tracing.Storage.Columns;

namespace Tracing.Collector.Decode;

/// <summary>What the readers of one decoder share while they read a request.</summary>
internal sealed class DecodeSession : IDisposable
{
    /// <summary>Arrays and key-value lists inside each other, at most.</summary>
    public const int MaxDepth = 32;

    public DecodeSession(DecodeOptions limits)
    {
        Limits = limits;
        Text = new TextAppender(Findings);
        Nested = new NestedText(Text);
        Resource = new ResourcePrefix(Findings);
    }

    public DecodeOptions Limits { get; }

    public Findings Findings { get; } = new();

    public TextAppender Text { get; }

    public NestedText Nested { get; }

    public ResourcePrefix Resource { get; }

    public ScopePrefix Scope { get; } = new();

    /// <summary>Text of values that are not strings.</summary>
    public ColumnBuffer Value { get; } = new();

    /// <summary>Text of a log record's body.</summary>
    public ColumnBuffer Body { get; } = new();

    public RequestContext Context { get; private set; }

    /// <summary>What was found wrong with the record, resource or scope that is being read; the first finding stays.</summary>
    public RecordFault Fault { get; private set; }

    private long Budget { get; set; }

    public void Begin(in RequestContext context)
    {
        Context = context;
        Budget = Limits.MaxDecodedBytes;
        Findings.Reset();
        Fault = RecordFault.None;
    }

    public void Find(RecordFault fault)
    {
        if (Fault == RecordFault.None)
        {
            Fault = fault;
        }
    }

    /// <summary>Hands over the finding and clears it.</summary>
    public RecordFault TakeFault()
    {
        RecordFault fault = Fault;
        Fault = RecordFault.None;
        return fault;
    }

    /// <summary>Opens a record; it shares the findings of its resource and scope.</summary>
    public void OpenRecord() => Fault = Resource.Fault != RecordFault.None ? Resource.Fault : Scope.Fault;

    /// <summary>Binds a record to its run.</summary>
    /// <param name="traceId">Sixteen bytes, or null where the record names no trace.</param>
    /// <returns>Tells prefixes apart: another number where resource, scope or run are not those of the record before.</returns>
    public unsafe long Bind(byte* traceId)
    {
        // Both only rise, and a resource begins with its run.
        Resource.Run.Bind(traceId);
        return Resource.Run.Version + Scope.Ordinal;
    }

    /// <summary>Charges what a record and its repeated prefix take.</summary>
    /// <param name="wireBytes">Bytes of the record as it was sent.</param>
    public void Charge(nint wireBytes)
    {
        // Rows hold a little more than what is sent: hex ids, numbers as text, fixed columns.
        Budget -= Resource.Bytes + Scope.Bytes + (wireBytes * 2) + 256;
        if (wireBytes > Limits.MaxRecordBytes)
        {
            Find(RecordFault.RecordTooLarge);
        }
        else if (Budget < 0)
        {
            Find(RecordFault.RequestGrowsTooLarge);
        }
    }

    public void Dispose()
    {
        Resource.Dispose();
        Scope.Dispose();
        Nested.Dispose();
        Text.Dispose();
        Value.Dispose();
        Body.Dispose();
    }
}
