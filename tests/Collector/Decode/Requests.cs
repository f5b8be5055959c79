using CsCheck;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Tracing.Collector.Tests.Decode;

/// <summary>Random requests: every kind of value, empty things, absent messages, lengths around the decoder's steps, and now and then a fault.</summary>
internal static class Requests
{
    private static readonly Gen<char> Character = Gen.Frequency(
        (20, Gen.Char['a', 'z']),
        (3, Gen.Char['\u0001', '\u001f']),
        (2, Choice('"', '\\', '/', '\0', '\u007f', '\u0080', '\u07ff', '\u0800', '\uffff', 'é', '漢')));

    private static readonly Gen<string> Text = Gen.Frequency(
        (2, Gen.Const(string.Empty)),
        (8, Gen.String[Character, 1, 40]),
        (2, Gen.String[Gen.Char['a', 'z'], 30, 34]),
        (1, Gen.String[Gen.Char['a', 'z'], 120, 140]),
        (1, Gen.String[Character, 120, 700]),
        (1, Gen.Const("a😀b")));

    private static readonly Gen<string> Key = Gen.Frequency(
        (8, Text),
        (4, Choice("service.name", "event.name", "http.route", "bench", "__proto__", "a.999999999.b")));

    private static readonly Gen<long> Int64 = Gen.Frequency(
        (3, Gen.Long[-10, 200]),
        (2, Gen.Long),
        (1, Choice(long.MinValue, long.MaxValue, 0, -1)));

    private static readonly Gen<double> Double = Gen.Frequency(
        (3, Gen.Double),
        (2, Gen.Int[-1000, 1000].Select(i => i / 4.0)),
        (1, Choice(0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon, 1e21)));

    private static readonly Gen<ByteString> Blob = Gen.Byte.Array[0, 50].Select(bytes => ByteString.CopyFrom(bytes));

    private static readonly Gen<AnyValue> Value = ValueOf(3);

    private static readonly Gen<KeyValue> Attribute = Gen.Select(Key, Gen.Frequency((9, Value.Select(AnyValue? (v) => v)), (1, Gen.Const((AnyValue?)null))))
        .Select((key, value) => new KeyValue { Key = key, Value = value });

    private static readonly Gen<KeyValue[]> Attributes = Gen.Frequency(
        (12, Attribute.Array[0, 6]),
        (1, Attribute.Array[125, 132]));

    private static readonly Gen<ByteString> TraceId = Id(16);

    private static readonly Gen<ByteString> SpanId = Id(8);

    private static readonly Gen<ulong> Time = Gen.Frequency(
        (30, Gen.ULong[1_700_000_000_000_000_000, 1_800_000_000_000_000_000]),
        (1, Choice(0UL, 1UL, 1_780_000_000_000UL, 31_535_999_999_999_999UL, 31_536_000_000_000_000UL, (ulong)long.MaxValue, (1UL << 63), ulong.MaxValue)));

    private static readonly Gen<Span.Types.Event> Event = Gen.Select(Time, Text, Attributes).Select((time, name, attributes) =>
        new Span.Types.Event { TimeUnixNano = time, Name = name, Attributes = { attributes } });

    private static readonly Gen<Span.Types.Link> Link = Gen.Select(TraceId, SpanId, Text, Attributes).Select((trace, span, state, attributes) =>
        new Span.Types.Link { TraceId = trace, SpanId = span, TraceState = state, Attributes = { attributes } });

    private static readonly Gen<Status?> StatusOrNone = Gen.Select(Gen.Int[-1, 4], Text).Select(Status? (code, message) =>
        code < 0 ? null : new Status { Code = (Status.Types.StatusCode)code, Message = message });

    private static readonly Gen<Span> OneSpan =
        from ids in Gen.Select(TraceId, SpanId, Gen.Frequency((2, SpanId), (1, Gen.Const(ByteString.Empty)), (1, Gen.Const(ByteString.CopyFrom(new byte[8])))))
        from texts in Gen.Select(Text, Text)
        from times in Gen.Select(Time, Time)
        from numbers in Gen.Select(Gen.Int[-1, 7], Gen.UInt)
        from parts in Gen.Select(Attributes, Event.Array[0, 3], Link.Array[0, 2], StatusOrNone)
        select new Span
        {
            TraceId = ids.Item1,
            SpanId = ids.Item2,
            ParentSpanId = ids.Item3,
            Name = texts.Item1,
            TraceState = texts.Item2,
            StartTimeUnixNano = times.Item1,
            EndTimeUnixNano = times.Item2,
            Kind = (Span.Types.SpanKind)numbers.Item1,
            Flags = numbers.Item2,
            Attributes = { parts.Item1 },
            Events = { parts.Item2 },
            Links = { parts.Item3 },
            Status = parts.Item4,
        };

    private static readonly Gen<LogRecord> OneLog =
        from ids in Gen.Select(Gen.Frequency((1, TraceId), (1, Gen.Const(ByteString.Empty))), Gen.Frequency((1, SpanId), (1, Gen.Const(ByteString.Empty))))
        from texts in Gen.Select(Text, Gen.Frequency((1, Text), (1, Gen.Const(string.Empty))))
        from times in Gen.Select(Time, Time)
        from numbers in Gen.Select(Gen.Int[-1, 300], Gen.UInt)
        from body in Gen.Frequency((4, Value.Select(AnyValue? (v) => v)), (1, Gen.Const((AnyValue?)null)))
        from attributes in Attributes
        select new LogRecord
        {
            TraceId = ids.Item1,
            SpanId = ids.Item2,
            SeverityText = texts.Item1,
            EventName = texts.Item2,
            TimeUnixNano = times.Item1,
            ObservedTimeUnixNano = times.Item2,
            SeverityNumber = (SeverityNumber)numbers.Item1,
            Flags = numbers.Item2,
            Body = body,
            Attributes = { attributes },
        };

    private static readonly Gen<Resource?> ResourceOrNone = Gen.Select(Gen.Int[0, 4], Attributes).Select(Resource? (kind, attributes) =>
        kind == 0 ? null : new Resource { Attributes = { attributes } });

    private static readonly Gen<InstrumentationScope?> ScopeOrNone = Gen.Select(Gen.Int[0, 4], Text, Text, Attributes).Select(
        InstrumentationScope? (kind, name, version, attributes) =>
            kind == 0 ? null : new InstrumentationScope { Name = name, Version = version, Attributes = { attributes } });

    public static readonly Gen<ExportTraceServiceRequest> Traces =
        Gen.Select(ResourceOrNone, Gen.Select(ScopeOrNone, OneSpan.Array[0, 4], Text).Array[0, 3], Text).Array[0, 3].Select(resources =>
            new ExportTraceServiceRequest
            {
                ResourceSpans =
                {
                    resources.Select(r => new ResourceSpans
                    {
                        Resource = r.Item1,
                        SchemaUrl = r.Item3,
                        ScopeSpans = { r.Item2.Select(s => new ScopeSpans { Scope = s.Item1, Spans = { s.Item2 }, SchemaUrl = s.Item3 }) },
                    }),
                },
            });

    public static readonly Gen<ExportLogsServiceRequest> Logs =
        Gen.Select(ResourceOrNone, Gen.Select(ScopeOrNone, OneLog.Array[0, 4], Text).Array[0, 3], Text).Array[0, 3].Select(resources =>
            new ExportLogsServiceRequest
            {
                ResourceLogs =
                {
                    resources.Select(r => new ResourceLogs
                    {
                        Resource = r.Item1,
                        SchemaUrl = r.Item3,
                        ScopeLogs = { r.Item2.Select(s => new ScopeLogs { Scope = s.Item1, LogRecords = { s.Item2 }, SchemaUrl = s.Item3 }) },
                    }),
                },
            });

    private static Gen<T> Choice<T>(params T[] items) => Gen.Int[0, items.Length - 1].Select(i => items[i]);

    private static Gen<ByteString> Id(int length) => Gen.Frequency(
        (30, Gen.Byte.Array[length].Select(bytes => ByteString.CopyFrom(bytes))),
        (1, Gen.Byte.Array[0, 33].Select(bytes => ByteString.CopyFrom(bytes))),
        (1, Gen.Const(ByteString.CopyFrom(new byte[length]))));

    private static Gen<AnyValue> ValueOf(int depth)
    {
        Gen<AnyValue> flat = Gen.Frequency(
            (6, Text.Select(text => new AnyValue { StringValue = text })),
            (2, Int64.Select(number => new AnyValue { IntValue = number })),
            (2, Double.Select(number => new AnyValue { DoubleValue = number })),
            (1, Gen.Bool.Select(value => new AnyValue { BoolValue = value })),
            (1, Blob.Select(bytes => new AnyValue { BytesValue = bytes })),
            (1, Gen.Const(0).Select(_ => new AnyValue())));
        if (depth == 0)
        {
            return flat;
        }

        Gen<AnyValue> inner = ValueOf(depth - 1);
        return Gen.Frequency(
            (8, flat),
            (1, inner.Array[0, 3].Select(items => new AnyValue { ArrayValue = new ArrayValue { Values = { items } } })),
            (1, Gen.Select(Key, inner).Array[0, 3].Select(items => new AnyValue
            {
                KvlistValue = new KeyValueList { Values = { items.Select(item => new KeyValue { Key = item.Item1, Value = item.Item2 }) } },
            })),
            (1, Gen.Int[28, 36].Select(Deep)));
    }

    private static AnyValue Deep(int depth)
    {
        var value = new AnyValue { StringValue = "bottom" };
        for (int i = 0; i < depth; i++)
        {
            value = i % 2 == 0
                ? new AnyValue { ArrayValue = new ArrayValue { Values = { value } } }
                : new AnyValue { KvlistValue = new KeyValueList { Values = { new KeyValue { Key = "k", Value = value } } } };
        }

        return value;
    }
}
