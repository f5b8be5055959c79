using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tracing.Adapters.Telemetry.Otlp;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Proxy.Telemetry;

/// <summary>What every span of the proxy has in OTLP/JSON. What is not recorded has no attribute.</summary>
internal sealed record ProxySpan
{
    private const int OkStatus = 1;
    private const int ErrorStatus = 2;
    private const int NanosecondsPerTick = 100;

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="BenchSpanKinds"/>.</summary>
    public required string BenchKind { get; init; }

    /// <summary>OTLP's number of its kind.</summary>
    public required int Kind { get; init; }

    /// <summary>The run it belongs to, or null.</summary>
    public string? Run { get; init; }

    /// <summary>The agent's span, or null.</summary>
    public ActivityContext? Parent { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it lasted.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What went wrong, or null.</summary>
    public string? ErrorType { get; init; }

    /// <summary>Whether something says that it worked.</summary>
    public bool IsOk { get; init; }

    /// <summary>Writes the span.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="attributes">Writes the attributes that other spans do not have.</param>
    public void Write(Utf8JsonWriter writer, Action<Utf8JsonWriter> attributes)
    {
        long start = (Start.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * NanosecondsPerTick;
        writer.WriteStartObject();
        writer.WriteString("traceId", TraceId());
        writer.WriteString("spanId", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
        if (Parent is { } parent)
        {
            writer.WriteString("parentSpanId", parent.SpanId.ToHexString());
        }

        writer.WriteString("name", OtlpAttributes.WellFormed(Name));
        writer.WriteNumber("kind", Kind);
        writer.WriteString("startTimeUnixNano", start.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("endTimeUnixNano", (start + (Duration.Ticks * NanosecondsPerTick)).ToString(CultureInfo.InvariantCulture));
        writer.WriteStartArray("attributes");
        OtlpAttributes.Write(writer, BenchAttributes.SpanKind, BenchKind);
        OtlpAttributes.Write(writer, BenchAttributes.Source, FactSources.Proxy);
        OtlpAttributes.Write(writer, StandardAttributes.ErrorType, ErrorType);
        attributes(writer);
        writer.WriteEndArray();
        WriteStatus(writer);
        writer.WriteEndObject();
    }

    private void WriteStatus(Utf8JsonWriter writer)
    {
        if (ErrorType is null && !IsOk)
        {
            return;
        }

        writer.WriteStartObject("status");
        writer.WriteNumber("code", ErrorType is null ? OkStatus : ErrorStatus);
        if (ErrorType is not null)
        {
            writer.WriteString("message", ErrorType);
        }

        writer.WriteEndObject();
    }

    // Calls of a run whose agent has no trace share one, made from the run's name.
    private string TraceId() => (Parent, Run) switch
    {
        ({ } parent, _) => parent.TraceId.ToHexString(),
        (_, { } run) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("tracing proxy " + run)).AsSpan(0, 16)),
        _ => ActivityTraceId.CreateRandom().ToHexString(),
    };
}
