using System.Globalization;
using Google.Protobuf;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Resource.V1;
using OpenTelemetry.Proto.Trace.V1;

namespace Tracing.Benchmarks.Payloads;

/// <summary>Requests of about 500 bytes a span as services send them: ten attributes a span, eight a resource; seeded.</summary>
internal static class SpanPayloads
{
    private static readonly string[] Verbs = ["GET", "POST", "PUT", "DELETE"];
    private static readonly string[] Nouns = ["orders", "carts", "users", "products", "payments"];
    private static readonly string[] Scopes = ["OpenTelemetry.Instrumentation.AspNetCore", "OpenTelemetry.Instrumentation.SqlClient", "OpenTelemetry.Instrumentation.Http"];

    /// <summary>A request of one resource and three scopes.</summary>
    public static ExportTraceServiceRequest Make(int spans, int seed)
    {
        var random = new Random(seed);
        var resource = new ResourceSpans { Resource = MakeResource(random) };
        long start = 1_780_000_000_000_000_000 + (seed * 1_000_000_000L);
        for (int scope = 0; scope < Scopes.Length; scope++)
        {
            var group = new ScopeSpans { Scope = new InstrumentationScope { Name = Scopes[scope], Version = "1.12.0" } };
            int count = (spans * (scope + 1) / Scopes.Length) - (spans * scope / Scopes.Length);
            for (int i = 0; i < count; i++)
            {
                group.Spans.Add(MakeSpan(random, scope, start + random.NextInt64(1_000_000_000), i));
            }

            resource.ScopeSpans.Add(group);
        }

        return new ExportTraceServiceRequest { ResourceSpans = { resource } };
    }

    private static Resource MakeResource(Random random)
    {
        string service = "checkout-service-" + Text(random.Next(24));
        return new Resource
        {
            Attributes =
            {
                Of("service.name", service),
                Of("service.version", "2.14." + Text(random.Next(30))),
                Of("service.instance.id", Hex(random, 8) + "-" + Hex(random, 8)),
                Of("deployment.environment.name", "production"),
                Of("k8s.pod.name", service + "-7d9f8b6c5-" + Hex(random, 2)),
                Of("k8s.namespace.name", "shop"),
                Of("telemetry.sdk.language", "dotnet"),
                Of("telemetry.sdk.version", "1.12.0"),
            },
        };
    }

    private static Span MakeSpan(Random random, int scope, long start, int index)
    {
        string route = $"/api/v{random.Next(1, 4)}/{Nouns[random.Next(Nouns.Length)]}/{{id}}/items";
        string verb = Verbs[random.Next(Verbs.Length)];
        var span = new Span
        {
            TraceId = Id(random, 16),
            SpanId = Id(random, 8),
            ParentSpanId = random.Next(8) == 0 ? ByteString.Empty : Id(random, 8),
            Name = scope == 1 ? "SELECT shop.orders" : verb + " " + route,
            Kind = scope == 0 ? Span.Types.SpanKind.Server : Span.Types.SpanKind.Client,
            StartTimeUnixNano = (ulong)start,
            EndTimeUnixNano = (ulong)(start + random.NextInt64(200_000_000)),
            Flags = 0x101,
        };
        span.Attributes.Add(scope == 1 ? DatabaseAttributes(random) : HttpAttributes(random, verb, route));
        AddRest(span, random, start, index);
        return span;
    }

    private static void AddRest(Span span, Random random, long start, int index)
    {
        if (random.Next(10) == 0)
        {
            span.TraceState = "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE";
        }

        if (index % 5 == 0)
        {
            span.Events.Add(new Span.Types.Event
            {
                Name = "exception",
                TimeUnixNano = (ulong)start + 1000,
                Attributes =
                {
                    Of("exception.type", "System.TimeoutException"),
                    Of("exception.message", "The operation timed out after 3000 ms"),
                },
            });
        }

        if (index % 50 == 0)
        {
            span.Links.Add(new Span.Types.Link
            {
                TraceId = Id(random, 16),
                SpanId = Id(random, 8),
                Attributes = { Of("messaging.message.id", Hex(random, 4)) },
            });
        }

        if (random.Next(20) == 0)
        {
            span.Status = new Status { Code = Status.Types.StatusCode.Error, Message = "upstream timeout" };
        }
    }

    private static KeyValue[] HttpAttributes(Random random, string verb, string route) =>
    [
        Of("http.request.method", verb),
        Of("http.route", route),
        Of("url.path", route.Replace("{id}", Text(random.Next(1_000_000)), StringComparison.Ordinal)),
        Of("url.scheme", "https"),
        Of("server.address", "api.shop.example.com"),
        Of("server.port", 443),
        Of("http.response.status_code", random.Next(20) == 0 ? 500 : 200),
        Of("user_agent.original", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36"),
        new() { Key = "app.score", Value = new AnyValue { DoubleValue = random.NextDouble() } },
        new() { Key = "app.retry", Value = new AnyValue { BoolValue = random.Next(10) == 0 } },
    ];

    private static KeyValue[] DatabaseAttributes(Random random) =>
    [
        Of("db.system.name", "postgresql"),
        Of("db.namespace", "shop"),
        Of("db.query.text", "SELECT id, status, total FROM orders WHERE customer_id = $1 AND created_at > $2 ORDER BY created_at DESC LIMIT 50"),
        Of("db.operation.name", "SELECT"),
        Of("server.address", "pg-primary.shop.svc.cluster.local"),
        Of("server.port", 5432),
        Of("db.response.returned_rows", random.Next(50)),
        new() { Key = "app.cost", Value = new AnyValue { DoubleValue = Math.Round(random.NextDouble() * 100, 3) } },
        new() { Key = "db.cached", Value = new AnyValue { BoolValue = random.Next(2) == 0 } },
        Of("thread.id", random.Next(64)),
    ];

    private static KeyValue Of(string key, string value) => new() { Key = key, Value = new AnyValue { StringValue = value } };

    private static KeyValue Of(string key, long value) => new() { Key = key, Value = new AnyValue { IntValue = value } };

    private static ByteString Id(Random random, int length)
    {
        byte[] bytes = new byte[length];
        random.NextBytes(bytes);
        return ByteString.CopyFrom(bytes);
    }

    private static string Hex(Random random, int length) => Convert.ToHexStringLower(Id(random, length).Span);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
