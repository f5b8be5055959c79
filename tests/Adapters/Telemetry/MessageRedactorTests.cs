using System.Collections;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Telemetry.Redacting;

namespace Tracing.Adapters.Tests.Telemetry;

/// <summary>Every text of an OTLP message is redacted and nothing else changes, by the generated types as the oracle.</summary>
public sealed class MessageRedactorTests
{
    private const int Samples = 2_000;

    private static readonly Redaction Redaction = new(["sk-abcdef"], [new("/srv/run-1/work", "/workspace")]);

    private static readonly Gen<string> Text =
        Gen.OneOf("", "plain", "sk-abcdef", "a sk-abcdef b", "/srv/run-1/work/a.py", "ë/srv/run-1/work", "sk-abc");

    private static readonly Gen<AnyValue> Value = Gen.Recursive<AnyValue>((depth, self) => Gen.OneOf(
        Text.Select(text => new AnyValue { StringValue = text }),
        Text.Select(text => new AnyValue { BytesValue = ByteString.CopyFromUtf8(text) }),
        Gen.Long.Select(number => new AnyValue { IntValue = number }),
        Gen.Double.Select(number => new AnyValue { DoubleValue = number }),
        depth > 3 ? Gen.Const(new AnyValue { BoolValue = true }) : self.Array[0, 3].Select(values => new AnyValue { ArrayValue = new ArrayValue { Values = { values } } }),
        depth > 3 ? Gen.Const(new AnyValue()) : Gen.Select(Text, self, Attribute).Array[0, 3].Select(pairs => new AnyValue { KvlistValue = new KeyValueList { Values = { pairs } } })));

    private static readonly Gen<KeyValue[]> Attributes = Gen.Select(Text, Value, Attribute).Array[0, 3];

    private static readonly Gen<Span> SpanOf = Gen.Select(Text, Text, Attributes, Attributes, Gen.ULong).Select((one, two, first, second, time) => new Span
    {
        TraceId = ByteString.CopyFromUtf8("sk-abcdef-sk-abc"),
        SpanId = ByteString.CopyFromUtf8("sk-abcd"),
        TraceState = two,
        Name = one,
        Kind = Span.Types.SpanKind.Client,
        StartTimeUnixNano = time,
        Flags = 0x101,
        Attributes = { first },
        Events = { new Span.Types.Event { Name = one, TimeUnixNano = time, Attributes = { second } } },
        Links = { new Span.Types.Link { TraceState = two, Attributes = { second } } },
        Status = new Status { Message = two, Code = Status.Types.StatusCode.Error },
    });

    private static readonly Gen<LogRecord> LogOf = Gen.Select(Text, Value, Attributes).Select((text, body, attributes) => new LogRecord
    {
        SeverityText = text,
        Body = body,
        Attributes = { attributes },
        EventName = text,
        SeverityNumber = SeverityNumber.Info,
    });

    [Fact]
    public void Each_text_of_spans_is_redacted_and_nothing_else_changes() => Gen.Select(SpanOf.Array[0, 3], Attributes, Text).Sample((spans, resource, text) =>
        AssertRedacted("v1/traces", new ExportTraceServiceRequest
        {
            ResourceSpans =
            {
                new ResourceSpans
                {
                    Resource = new Resource { Attributes = { resource }, DroppedAttributesCount = 3 },
                    SchemaUrl = text,
                    ScopeSpans = { new ScopeSpans { Scope = new InstrumentationScope { Name = text, Version = text, Attributes = { resource } }, Spans = { spans }, SchemaUrl = text } },
                },
            },
        }), iter: Samples);

    [Fact]
    public void Each_text_of_log_records_is_redacted_and_nothing_else_changes() => Gen.Select(LogOf.Array[0, 3], Attributes, Text).Sample((logs, resource, text) =>
        AssertRedacted("v1/logs", new ExportLogsServiceRequest
        {
            ResourceLogs =
            {
                new ResourceLogs
                {
                    Resource = new Resource { Attributes = { resource } },
                    ScopeLogs = { new ScopeLogs { Scope = new InstrumentationScope { Name = text }, LogRecords = { logs }, SchemaUrl = text } },
                },
            },
        }), iter: Samples);

    [Fact]
    public void Bytes_that_are_no_message_are_passed_on_or_refused_and_never_anything_else() => Gen.Byte.Array[0, 60].Sample(noise =>
    {
        byte[] message = [.. noise, .. "sk-abcdef"u8];
        try
        {
            MessageRedactor.Redact(message, OtlpMessages.RequestOf("v1/traces"), Redaction);
        }
        catch (InvalidDataException)
        {
            // Refused.
        }
    });

    [Fact]
    public void A_message_that_nests_without_end_is_refused()
    {
        ByteString value = ByteString.CopyFromUtf8("\n\tsk-abcdef");
        for (int i = 0; i < 2_000; i++)
        {
            // array_value = 5 { values = 1 }
            value = Field(5, Field(1, value));
        }

        // A span's attribute.
        ByteString message = Field(1, Field(2, Field(2, Field(9, Field(2, value)))));

        Assert.Throws<InvalidDataException>(() => MessageRedactor.Redact(message.Memory, OtlpMessages.RequestOf("v1/traces"), Redaction));
    }

    private static ByteString Field(int number, ByteString content)
    {
        using var field = new MemoryStream();
        using (var output = new CodedOutputStream(field, leaveOpen: true))
        {
            output.WriteTag(number, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(content);
        }

        return ByteString.CopyFrom(field.ToArray());
    }

    private static KeyValue Attribute(string key, AnyValue value) => new() { Key = key, Value = value };

    private static void AssertRedacted<T>(string signal, T message)
        where T : IMessage<T>
    {
        ReadOnlyMemory<byte> clean = MessageRedactor.Redact(message.ToByteArray(), OtlpMessages.RequestOf(signal), Redaction);
        T expected = message.Clone();
        RedactTexts(expected);

        Assert.Equal(expected, expected.Descriptor.Parser.ParseFrom(clean.Span));
    }

    // The oracle: all fields of type string, and of type bytes but for ids, by reflection.
    private static void RedactTexts(IMessage message)
    {
        foreach (FieldDescriptor field in message.Descriptor.Fields.InDeclarationOrder())
        {
            object value = field.Accessor.GetValue(message);
            if (field.ContainingOneof is { } choice && choice.Accessor.GetCaseFieldDescriptor(message) != field)
            {
                continue;
            }

            if (value is IList list)
            {
                foreach (IMessage one in list.OfType<IMessage>())
                {
                    RedactTexts(one);
                }
            }
            else if (value is IMessage one)
            {
                RedactTexts(one);
            }
            else if (value is string text)
            {
                field.Accessor.SetValue(message, Redaction.Apply(text));
            }
            else if (value is ByteString bytes && message is AnyValue)
            {
                field.Accessor.SetValue(message, ByteString.CopyFromUtf8(Redaction.Apply(bytes.ToStringUtf8())));
            }
        }
    }
}
