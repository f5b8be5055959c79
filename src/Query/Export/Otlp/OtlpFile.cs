using Tracing.Query.Api.Types;
using Tracing.Query.Loading;
using Tracing.Query.RunData;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export.Otlp;

/// <summary>
/// A run as a file of OTLP/JSON, one export request a line (OpenTelemetry Protocol File Exporter), which <c>tracing import</c> and any collector's OTLP/HTTP take:
/// spans, then log records, then the pieces of artifacts. Read and written page by page.
/// </summary>
/// <param name="answers">The store.</param>
internal sealed class OtlpFile(StoreAnswers answers)
{
    // Requests stay far below what collectors accept, whatever a record's attributes hold.
    private const int RecordsOfRequest = 200;

    private readonly RunRecords records = new(answers);
    private readonly ArtifactReader artifacts = new(answers);

    /// <summary>Writes the file.</summary>
    /// <param name="run">The run.</param>
    /// <param name="output">Receives it.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task WriteAsync(RunRow run, Stream output, CancellationToken cancellation)
    {
        using var lines = new JsonLines(output);
        await foreach (SpanRow[] spans in records.SpansAsync(run.RunId, cancellation))
        {
            foreach (SpanRow[] request in spans.Chunk(RecordsOfRequest))
            {
                await lines.WriteAsync(json => OtlpSpans.Write(json, request), cancellation);
            }
        }

        await foreach (LogRow[] logs in records.LogsAsync(run.RunId, cancellation))
        {
            foreach (LogRow[] request in logs.Chunk(RecordsOfRequest))
            {
                await lines.WriteAsync(json => OtlpLogs.Write(json, request), cancellation);
            }
        }

        foreach (ArtifactRow artifact in RecordingType.WithoutSuperseded(await answers.AskAsync(new ArtifactsOfRuns([run.RunId]), cancellation)))
        {
            await foreach (ArtifactChunkRow piece in artifacts.PiecesAsync(artifact, cancellation))
            {
                await lines.WriteAsync(json => OtlpArtifact.Write(json, run, artifact, piece), cancellation);
            }
        }
    }
}
