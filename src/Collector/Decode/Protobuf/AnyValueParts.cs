namespace Tracing.Collector.Decode.Protobuf;

/// <summary>The field of an <c>AnyValue</c> that counts.</summary>
internal unsafe struct AnyValueParts
{
    /// <summary>Its tag; 0 where none is set.</summary>
    public uint Tag;

    /// <summary>The value of a bool, int or double.</summary>
    public ulong Bits;

    /// <summary>The bytes of the others; of an array or list, those of its last part.</summary>
    public Slice Payload;

    /// <summary>Where the first of the last parts that follow each other starts.</summary>
    public byte* RunStart;

    /// <summary>How many parts follow each other without another field of the oneof between them.</summary>
    public int RunLength;

    public void Set(uint tag, byte* start)
    {
        if (tag == Tag)
        {
            RunLength++;
            return;
        }

        Tag = tag;
        RunStart = start;
        RunLength = 1;
    }
}
