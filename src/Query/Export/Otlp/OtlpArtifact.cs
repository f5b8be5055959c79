using System.Globalization;
using System.Text.Json;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Export.Otlp;

/// <summary>A piece of an artifact as an export request of logs: the record of the event <c>bench.artifact</c> that it came by.</summary>
internal static class OtlpArtifact
{
    /// <summary>Writes a request with one piece.</summary>
    /// <param name="json">Receives it.</param>
    /// <param name="run">The run.</param>
    /// <param name="artifact">The artifact.</param>
    /// <param name="piece">The piece.</param>
    public static void Write(Utf8JsonWriter json, RunRow run, ArtifactRow artifact, ArtifactChunkRow piece)
    {
        var resource = new OtlpResource([Text(BenchAttributes.CellId, run.CellId), Text(BenchAttributes.RunId, run.RunId), Number(BenchAttributes.Trial, run.Trial)]);
        OtlpNesting.Logs.Write(json, [piece], _ => (resource, null), one => Record(json, artifact, one));
    }

    private static void Record(Utf8JsonWriter json, ArtifactRow artifact, ArtifactChunkRow piece)
    {
        List<AttributeValue> attributes =
        [
            Text(BenchAttributes.ArtifactKind, artifact.Kind),
            Text(BenchAttributes.ArtifactFormat, artifact.Format),
            Text(BenchAttributes.ArtifactMade, artifact.Made),
            Number(BenchAttributes.ArtifactSequence, piece.Sequence),
            Flag(BenchAttributes.ArtifactLast, piece.Last),
        ];
        if (artifact.Sha256.Length > 0)
        {
            attributes.Add(Text(BenchAttributes.ArtifactSha256, artifact.Sha256));
        }

        if (piece.Truncated)
        {
            attributes.Add(Flag(BenchAttributes.ArtifactTruncated, true));
        }

        if (artifact.Encoding.Length > 0)
        {
            attributes.Add(Text(BenchAttributes.ArtifactEncoding, artifact.Encoding));
        }

        json.WriteStartObject();
        json.WriteString("timeUnixNano", piece.TimeUnixNano.ToString(CultureInfo.InvariantCulture));
        json.WriteString("eventName", EventNames.Artifact);
        json.WritePropertyName("body");
        json.WriteStartObject();
        json.WriteBase64String("bytesValue", piece.Body.Span);
        json.WriteEndObject();
        OtlpValue.WriteAttributes(json, attributes);
        json.WriteEndObject();
    }

    private static AttributeValue Text(string key, string value) => new(key, value, AttributeType.String);

    private static AttributeValue Number(string key, uint value) => new(key, value.ToString(CultureInfo.InvariantCulture), AttributeType.Int);

    private static AttributeValue Flag(string key, bool value) => new(key, value ? "true" : "false", AttributeType.Bool);
}
