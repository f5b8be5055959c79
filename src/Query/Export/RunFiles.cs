using Tracing.Query.Export.Otlp;
using Tracing.Query.Export.Records;
using Tracing.Query.Loading;
using Tracing.Query.RunData;
using Tracing.Query.Api.Types;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;

namespace Tracing.Query.Export;

/// <summary>Writes the files of a run: <c>trace.otlp.jsonl</c>, <c>records.jsonl</c> and <c>recording.cast</c>.</summary>
/// <param name="answers">The store.</param>
/// <param name="folder">Receives them.</param>
/// <param name="book">Which of them the export holds.</param>
internal sealed class RunFiles(StoreAnswers answers, ExportFolder folder, AddressBook book)
{
    private readonly OtlpFile otlp = new(answers);
    private readonly RecordFile records = new(answers);
    private readonly ArtifactReader artifacts = new(answers);

    /// <summary>The files of a run, with the format that each belongs to and its address.</summary>
    /// <param name="run">The run.</param>
    public static IReadOnlyList<(ExportFormats Format, string File, string Path)> Of(string run)
    {
        string directory = $"runs/{FileNames.Of(run)}/";
        return
        [
            (ExportFormats.Otlp, directory + "trace.otlp.jsonl", "/trace?run=" + Uri.EscapeDataString(run)),
            (ExportFormats.Jsonl, directory + "records.jsonl", "/records?run=" + Uri.EscapeDataString(run)),
            (ExportFormats.Cast, directory + "recording.cast", RunDataPaths.Recording(run)),
        ];
    }

    /// <summary>Writes them.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task WriteAsync(RunRow run, CancellationToken cancellation)
    {
        foreach ((ExportFormats format, string file, string path) in Of(run.RunId))
        {
            if (book.FileOf(path) is null)
            {
                continue;
            }

            switch (format)
            {
                case ExportFormats.Otlp:
                    await folder.WriteAsync(file, of: null, output => otlp.WriteAsync(run, output, cancellation));
                    break;
                case ExportFormats.Jsonl:
                    await folder.WriteAsync(file, of: null, output => records.WriteAsync(run, output, cancellation));
                    break;
                default:
                    await WriteRecordingAsync(run.RunId, file, path, cancellation);
                    break;
            }
        }
    }

    private async Task WriteRecordingAsync(string run, string file, string path, CancellationToken cancellation)
    {
        if (RecordingType.Of(await answers.AskAsync(new ArtifactsOfRuns([run]), cancellation)) is { } recording)
        {
            await folder.WriteAsync(file, path, output => artifacts.CopyAsync(recording, output, cancellation));
        }
    }
}
