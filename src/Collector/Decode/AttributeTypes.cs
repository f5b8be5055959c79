namespace Tracing.Collector.Decode;

/// <summary>The letters of the attribute type columns.</summary>
internal static class AttributeTypes
{
    public const byte Text = (byte)'s';
    public const byte Int = (byte)'i';
    public const byte Double = (byte)'d';
    public const byte Bool = (byte)'b';
    public const byte Bytes = (byte)'y';
    public const byte Array = (byte)'a';
    public const byte Map = (byte)'m';
    public const byte Empty = (byte)'n';
}
