using Tracing.Vocabulary;

namespace Tracing.Collector.Decode;

/// <summary>What is known of a request beside its body.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Encoding">The encoding.</param>
/// <param name="RunBinding">Run named by header or path; valid by <see cref="RunBindings.IsRunId(ReadOnlySpan{byte})"/>. Null where none is.</param>
/// <param name="ArrivalUnixNano">When the request arrived, nanoseconds since 1970.</param>
/// <param name="RequestHash">Hash of the decompressed body: the same for a resent request.</param>
public readonly record struct RequestContext(
    OtlpSignal Signal, OtlpEncoding Encoding, string? RunBinding, long ArrivalUnixNano, UInt128 RequestHash);
