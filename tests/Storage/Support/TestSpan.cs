namespace Tracing.Storage.Tests.Support;

/// <summary>An attribute as a test writes it: key, value as text, type letter.</summary>
internal sealed record TestAttribute(string Key, string Value, char Letter = 's');

internal sealed record TestEvent(long Time, string Name, params TestAttribute[] Attributes);

internal sealed record TestLink(string TraceId, string SpanId, string TraceState, params TestAttribute[] Attributes);

/// <summary>A span as a test writes it; the defaults are a plain root span.</summary>
internal sealed record TestSpan
{
    public const long Noon = 1_790_000_000_000_000_000;

    public string TraceId { get; init; } = "0123456789abcdef0123456789abcdef";

    public string SpanId { get; init; } = "0123456789abcdef";

    public string ParentSpanId { get; init; } = "";

    public string TraceState { get; init; } = "";

    public string Name { get; init; } = "operation";

    public string Kind { get; init; } = "Internal";

    public string Service { get; init; } = "service";

    public long Start { get; init; } = Noon;

    public ulong Duration { get; init; } = 1_000;

    public string StatusCode { get; init; } = "Unset";

    public string StatusMessage { get; init; } = "";

    public string RunId { get; init; } = "";

    public uint Flags { get; init; } = 1;

    public IReadOnlyList<TestAttribute> Resource { get; init; } = [];

    public IReadOnlyList<TestAttribute> Attributes { get; init; } = [];

    public IReadOnlyList<TestEvent> Events { get; init; } = [];

    public IReadOnlyList<TestLink> Links { get; init; } = [];
}

internal sealed record TestLog
{
    public string TraceId { get; init; } = "";

    public string SpanId { get; init; } = "";

    public string RunId { get; init; } = "";

    public string Body { get; init; } = "hello";

    public char BodyLetter { get; init; } = 's';

    public string EventName { get; init; } = "";

    public long Time { get; init; } = TestSpan.Noon;

    public UInt128 RowId { get; init; } = 1;

    public IReadOnlyList<TestAttribute> Attributes { get; init; } = [];
}

internal sealed record TestChunk
{
    public string RunId { get; init; } = "run";

    public string TraceId { get; init; } = "";

    public string Kind { get; init; } = "stdout";

    public string Made { get; init; } = "verbatim";

    public string Sha256 { get; init; } = "aa";

    public uint Sequence { get; init; }

    public bool Last { get; init; }

    public bool Truncated { get; init; }

    public byte[] Body { get; init; } = [];

    public UInt128 RowId { get; init; } = 1;
}
