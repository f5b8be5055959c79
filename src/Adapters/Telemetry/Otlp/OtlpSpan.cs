using System.Globalization;
using System.Text.Json;

namespace Tracing.Adapters.Telemetry.Otlp;

/// <summary>A span in OTLP/JSON, without its attributes.</summary>
internal sealed record OtlpSpan
{
    private const int OkStatus = 1;
    private const int ErrorStatus = 2;

    /// <summary>Its trace, hex.</summary>
    public required string TraceId { get; init; }

    /// <summary>Its id, hex.</summary>
    public required string SpanId { get; init; }

    /// <summary>The span it is part of, hex; null where there is none.</summary>
    public string? ParentSpanId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>OTLP's number of its kind.</summary>
    public required int Kind { get; init; }

    /// <summary>When it began, Unix nanoseconds.</summary>
    public required long Start { get; init; }

    /// <summary>When it ended.</summary>
    public required long End { get; init; }

    /// <summary>Whether it worked; null where nothing says so, which has no status.</summary>
    public bool? IsOk { get; init; }

    /// <summary>What went wrong.</summary>
    public string? Message { get; init; }

    /// <summary>Writes it.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="attributes">Writes the attributes, into an open array.</param>
    public void Write(Utf8JsonWriter writer, Action<Utf8JsonWriter> attributes)
    {
        writer.WriteStartObject();
        writer.WriteString("traceId", TraceId);
        writer.WriteString("spanId", SpanId);
        if (ParentSpanId is not null)
        {
            writer.WriteString("parentSpanId", ParentSpanId);
        }

        writer.WriteString("name", OtlpAttributes.WellFormed(Name));
        writer.WriteNumber("kind", Kind);
        writer.WriteString("startTimeUnixNano", Start.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("endTimeUnixNano", End.ToString(CultureInfo.InvariantCulture));
        writer.WriteStartArray("attributes");
        attributes(writer);
        writer.WriteEndArray();
        WriteStatus(writer);
        writer.WriteEndObject();
    }

    private void WriteStatus(Utf8JsonWriter writer)
    {
        if (IsOk is not { } worked)
        {
            return;
        }

        writer.WriteStartObject("status");
        writer.WriteNumber("code", worked ? OkStatus : ErrorStatus);
        if (!worked && Message is not null)
        {
            writer.WriteString("message", OtlpAttributes.WellFormed(Message));
        }

        writer.WriteEndObject();
    }
}
