namespace Tracing.Collector.Decode.Json;

/// <summary>The readers of parts that spans, logs and their prefixes share.</summary>
internal sealed class JsonReaders : IDisposable
{
    public JsonReaders(DecodeSession session)
    {
        Strings = new JsonStrings(session);
        Numbers = new JsonNumbers(session, Strings);
        Values = new JsonValueReader(session, Strings, Numbers);
        Attributes = new JsonAttributeReader(session, Strings, Values);
    }

    public JsonStrings Strings { get; }

    public JsonNumbers Numbers { get; }

    public JsonValueReader Values { get; }

    public JsonAttributeReader Attributes { get; }

    public void Dispose()
    {
        Strings.Dispose();
        Values.Dispose();
    }
}
