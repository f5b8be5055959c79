using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Telemetry.Otlp;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Proxy.Telemetry;

/// <summary>What every span of the proxy has in OTLP/JSON. What is not recorded has no attribute.</summary>
internal sealed record ProxySpan
{
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
        long start = RunClock.NanosecondsOf(Start);
        var span = new OtlpSpan
        {
            TraceId = TraceId(),
            SpanId = ActivitySpanId.CreateRandom().ToHexString(),
            ParentSpanId = Parent?.SpanId.ToHexString(),
            Name = Name,
            Kind = Kind,
            Start = start,
            End = start + (Duration.Ticks * TimeSpan.NanosecondsPerTick),
            IsOk = ErrorType is not null ? false : IsOk ? true : null,
            Message = ErrorType,
        };
        span.Write(writer, w =>
        {
            OtlpAttributes.Write(w, BenchAttributes.SpanKind, BenchKind);
            OtlpAttributes.Write(w, BenchAttributes.Source, FactSources.Proxy);
            OtlpAttributes.Write(w, StandardAttributes.ErrorType, ErrorType);
            attributes(w);
        });
    }

    // Calls of a run whose agent has no trace share one, made from the run's name.
    private string TraceId() => (Parent, Run) switch
    {
        ({ } parent, _) => parent.TraceId.ToHexString(),
        (_, { } run) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("tracing proxy " + run)).AsSpan(0, 16)),
        _ => ActivityTraceId.CreateRandom().ToHexString(),
    };
}
