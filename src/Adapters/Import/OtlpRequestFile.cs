using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tracing.Adapters.Import;

/// <summary>
/// OTLP export requests kept in a file: OTLP/JSON, either one request or one a line (the OpenTelemetry Collector's file exporter),
/// plain or gzip. The signal is told by the request's first known key. A request that an adapter put aside (<see cref="OtlpRequestName"/>) is read as it is.
/// </summary>
public static class OtlpRequestFile
{
    /// <summary>Reads the requests of a file, one after the other.</summary>
    /// <param name="path">The file; a name that ends with <c>.gz</c> is unpacked.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The requests in their order.</returns>
    /// <exception cref="InvalidDataException">The file holds something else; the message names the line.</exception>
    public static async IAsyncEnumerable<OtlpRequest> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (OtlpRequestName.TryParse(path, out OtlpRequestName? name))
        {
            yield return await name.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            yield break;
        }

        await using FileStream file = File.OpenRead(path);
        await using Stream content = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        await foreach (OtlpRequest request in ReadAsync(content, path, cancellationToken).ConfigureAwait(false))
        {
            yield return request;
        }
    }

    /// <summary>Reads the requests of a stream.</summary>
    /// <param name="content">OTLP/JSON, one request or one a line.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The requests in their order.</returns>
    /// <exception cref="InvalidDataException">The content is something else; the message names the line.</exception>
    public static async IAsyncEnumerable<OtlpRequest> ReadAsync(Stream content, string name, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reader = new StreamReader(content);
        string? first = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false);
        if (first is not null && IsWholeJson(first))
        {
            int line = 1;
            for (string? text = first; text is not null; text = await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false), line++)
            {
                if (!string.IsNullOrWhiteSpace(text))
                {
                    yield return Parse(text, $"{name}:{line}");
                }
            }
        }
        else if (first is not null)
        {
            yield return Parse(first + "\n" + await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false), name);
        }
    }

    private static bool IsWholeJson(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static OtlpRequest Parse(string text, string where)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 256 });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in document.RootElement.EnumerateObject())
                {
                    if (OtlpRequest.SignalPathOf(property.Name) is { } signalPath)
                    {
                        return new OtlpRequest(signalPath, text);
                    }
                }
            }
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{where}: not OTLP/JSON: {e.Message}", e);
        }

        throw new InvalidDataException($"{where}: not an OTLP/JSON export request: resourceSpans, resourceLogs or resourceMetrics is missing.");
    }
}
