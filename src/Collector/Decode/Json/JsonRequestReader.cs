using System.Text.Json;

namespace Tracing.Collector.Decode.Json;

/// <summary>
/// Reads OTLP/JSON (OTLP specification, "JSON Protobuf Encoding"): lowerCamelCase names, hex ids, integer enums, unknown
/// members ignored. Gives the same rows as protobuf does for the same request.
/// </summary>
internal sealed class JsonRequestReader : IDisposable
{
    // 32 levels of values take about four JSON levels each; unknown members may nest as deep as this leaves.
    private const int MaxJsonDepth = 256;

    private readonly JsonReaders _readers;
    private readonly JsonPrefixReader _prefixes;
    private readonly JsonSpanReader _spans;
    private readonly JsonLogReader _logs;

    public JsonRequestReader(DecodeSession session, SpanAppender spans, LogAppender logs)
    {
        _readers = new JsonReaders(session);
        _prefixes = new JsonPrefixReader(session, _readers.Strings, _readers.Attributes);
        _spans = new JsonSpanReader(spans, _readers.Strings, _readers.Numbers, _readers.Attributes);
        _logs = new JsonLogReader(session, logs, _readers);
    }

    public void Read(PaddedBuffer body, OtlpSignal signal)
    {
        _readers.Strings.Begin(body);
        var reader = new Utf8JsonReader(body.Written, new JsonReaderOptions { MaxDepth = MaxJsonDepth });
        try
        {
            Read(ref reader, signal);
        }
        catch (JsonException)
        {
            MalformedRequestException.Throw(
                $"the body is not JSON, or nests deeper than {MaxJsonDepth} levels: noticed at byte {reader.BytesConsumed}");
        }
        finally
        {
            _readers.Strings.End();
        }
    }

    public void Dispose() => _readers.Dispose();

    private void Read(ref Utf8JsonReader reader, OtlpSignal signal)
    {
        ReadOnlySpan<byte> member = signal == OtlpSignal.Traces ? "resourceSpans"u8 : "resourceLogs"u8;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            MalformedRequestException.Throw("the body is not a JSON object");
        }

        while (JsonWalk.NextMember(ref reader))
        {
            if (!JsonWalk.Is(ref reader, member))
            {
                JsonWalk.SkipMember(ref reader);
            }
            else if (JsonWalk.EnterArray(ref reader, "the list of resources"))
            {
                while (JsonWalk.NextItem(ref reader))
                {
                    JsonWalk.ExpectObject(ref reader, "the list of resources");
                    ReadResource(ref reader, signal);
                }
            }
        }

        // Anything behind the object is an error of the JSON reader.
        reader.Read();
    }

    private void ReadResource(ref Utf8JsonReader reader, OtlpSignal signal)
    {
        ReadOnlySpan<byte> member = signal == OtlpSignal.Traces ? "scopeSpans"u8 : "scopeLogs"u8;
        bool complete = false;
        _prefixes.BeginResource();
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Is(ref reader, member))
            {
                if (!complete)
                {
                    _prefixes.CompleteResource(reader, signal);
                    complete = true;
                }

                ReadScopes(ref reader, signal);
            }
            else if (complete || !_prefixes.TryReadResourceMember(ref reader))
            {
                JsonWalk.SkipMember(ref reader);
            }
        }
    }

    private void ReadScopes(ref Utf8JsonReader reader, OtlpSignal signal)
    {
        if (!JsonWalk.EnterArray(ref reader, "the list of scopes"))
        {
            return;
        }

        while (JsonWalk.NextItem(ref reader))
        {
            JsonWalk.ExpectObject(ref reader, "the list of scopes");
            ReadScope(ref reader, signal);
        }
    }

    private void ReadScope(ref Utf8JsonReader reader, OtlpSignal signal)
    {
        ReadOnlySpan<byte> member = signal == OtlpSignal.Traces ? "spans"u8 : "logRecords"u8;
        bool complete = false;
        _prefixes.BeginScope();
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Is(ref reader, member))
            {
                if (!complete)
                {
                    _prefixes.CompleteScope(reader, signal);
                    complete = true;
                }

                ReadRecords(ref reader, signal);
            }
            else if (complete || !_prefixes.TryReadScopeMember(ref reader, signal))
            {
                JsonWalk.SkipMember(ref reader);
            }
        }
    }

    private void ReadRecords(ref Utf8JsonReader reader, OtlpSignal signal)
    {
        if (!JsonWalk.EnterArray(ref reader, "the list of records"))
        {
            return;
        }

        while (JsonWalk.NextItem(ref reader))
        {
            if (signal == OtlpSignal.Traces)
            {
                _spans.Read(ref reader);
            }
            else
            {
                _logs.Read(ref reader);
            }
        }
    }
}
