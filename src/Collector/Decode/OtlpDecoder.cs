using Tracing.Collector.Decode.Json;
using Tracing.Collector.Decode.Protobuf;
using Tracing.Storage.Columns;
using Tracing.Vocabulary;

namespace Tracing.Collector.Decode;

/// <summary>
/// Decodes OTLP requests straight into columns, in one pass and without objects. Holds scratch memory: one decoder for
/// each request in flight, reused. Not safe for concurrent use.
/// </summary>
public sealed class OtlpDecoder : IDisposable
{
    private readonly DecodeSession _session;
    private readonly SpanAppender _spans;
    private readonly LogAppender _logs;
    private readonly ProtobufRequestReader _protobuf;
    private readonly JsonRequestReader _json;

    /// <summary>Makes a decoder.</summary>
    /// <param name="limits">The limits; the defaults where null.</param>
    public OtlpDecoder(DecodeOptions? limits = null)
    {
        _session = new DecodeSession(limits ?? new DecodeOptions());
        _spans = new SpanAppender(_session);
        _logs = new LogAppender(_session);
        _protobuf = new ProtobufRequestReader(_session, _spans, _logs);
        _json = new JsonRequestReader(_session, _spans, _logs);
    }

    /// <summary>Decodes a request.</summary>
    /// <param name="body">The body, decompressed.</param>
    /// <param name="context">What else is known of it.</param>
    /// <param name="into">Filled with what is stored; empty where the result is malformed.</param>
    /// <returns>Whether the body could be read.</returns>
    public DecodeResult Decode(PaddedBuffer body, in RequestContext context, DecodedRequest into)
    {
        into.Begin();
        if (context.RunBinding is not null && !RunBindings.IsRunId(context.RunBinding))
        {
            return DecodeResult.Malformed("the run named by header or path is not 1 to 128 of [A-Za-z0-9._:-]");
        }

        _session.Begin(in context);
        _spans.Columns = into.Spans;
        _logs.Columns = into.Logs;
        _logs.Artifacts = into.Artifacts;
        try
        {
            if (context.Encoding == OtlpEncoding.Json)
            {
                _json.Read(body, context.Signal);
            }
            else
            {
                _protobuf.Read(body, context.Signal);
            }
        }
        catch (Exception error) when (error is MalformedRequestException or ColumnOverflowException)
        {
            into.Begin();
            return DecodeResult.Malformed(error.Message);
        }

        into.Complete(_session.Findings, in context);
        return DecodeResult.Ok;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _session.Dispose();
    }
}
