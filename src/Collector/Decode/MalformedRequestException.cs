using System.Diagnostics.CodeAnalysis;

namespace Tracing.Collector.Decode;

/// <summary>The body is not a request at all. Never leaves <see cref="OtlpDecoder"/>, which answers with <see cref="DecodeResult"/>.</summary>
/// <param name="reason">Why, for the client.</param>
public sealed class MalformedRequestException(string reason) : Exception(reason)
{
    [DoesNotReturn]
    internal static void Throw(string reason) => throw new MalformedRequestException(reason);
}
