using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Tracing.Adapters.Import;
using Tracing.Adapters.Telemetry;

namespace Tracing.Adapters.Tests.Terminal;

/// <summary>A piece of an artifact as it left.</summary>
internal sealed record SentPiece(IReadOnlyDictionary<string, string> Attributes, long TimeNanoseconds, byte[] Body)
{
    /// <summary>Its text: each piece is unpacked by itself.</summary>
    public string Text
    {
        get
        {
            using var gzip = new GZipStream(new MemoryStream(Body), CompressionMode.Decompress);
            using var reader = new StreamReader(gzip, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }

    public string Kind => Attributes["bench.artifact.kind"];
}

/// <summary>Takes what is sent, and tells each piece of an artifact that comes.</summary>
internal sealed class AwaitedPieces : ITelemetrySink
{
    private readonly Channel<SentPiece> pieces = Channel.CreateUnbounded<SentPiece>();

    public void Send(OtlpRequest request)
    {
        foreach (JsonElement record in JsonElement.Parse(request.Json).GetProperty("resourceLogs").EnumerateArray()
            .SelectMany(one => one.GetProperty("scopeLogs").EnumerateArray()).SelectMany(scope => scope.GetProperty("logRecords").EnumerateArray()))
        {
            Dictionary<string, string> attributes = record.GetProperty("attributes").EnumerateArray()
                .ToDictionary(one => one.GetProperty("key").GetString()!, one => Text(one.GetProperty("value").EnumerateObject().First().Value));
            pieces.Writer.TryWrite(new SentPiece(attributes, long.Parse(record.GetProperty("timeUnixNano").GetString()!, System.Globalization.CultureInfo.InvariantCulture), record.GetProperty("body").GetProperty("bytesValue").GetBytesFromBase64()));
        }
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    public async Task<SentPiece> NextAsync(CancellationToken cancellation) => await pieces.Reader.ReadAsync(cancellation);

    public IReadOnlyList<SentPiece> Rest()
    {
        var rest = new List<SentPiece>();
        while (pieces.Reader.TryRead(out SentPiece? piece))
        {
            rest.Add(piece);
        }

        return rest;
    }
}
