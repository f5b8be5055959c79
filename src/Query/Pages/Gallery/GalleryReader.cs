using Tracing.Query.Api;
using Tracing.Query.Api.Types;
using Tracing.Query.Execution;
using Tracing.Query.Loading;
using Tracing.Query.Paging;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages.Gallery;

/// <summary>Reads the newest runs that have a recording, and the beginning of each recording.</summary>
public sealed class GalleryReader
{
    private const int CardsOfPage = 12;
    private const int BytesOfPreview = 64 * 1024;

    private readonly StoreAnswers _answers;
    private readonly RunQuestions _questions;

    /// <summary>Makes the reader.</summary>
    /// <param name="answers">The store.</param>
    /// <param name="questions">Answers what is asked about runs.</param>
    public GalleryReader(StoreAnswers answers, RunQuestions questions)
    {
        _answers = answers;
        _questions = questions;
    }

    /// <summary>Reads a page.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancellation">Stops the reads.</param>
    /// <exception cref="QueryError">The cursor cannot be met, or the store does not answer.</exception>
    public async Task<GalleryData> ReadAsync(GalleryRequest request, CancellationToken cancellation)
    {
        RunFilter filter = new() { Artifact = ArtifactKinds.Recording, Cells = new CellFilter { Sweeps = request.Sweep is null ? null : [request.Sweep] } };
        Page<RunRow> page = await _questions.RunsAsync(filter, new PageRequest(CardsOfPage, Backward: false, request.After), cancellation);
        RunRow[] runs = [.. page.Edges.Select(edge => edge.Node)];
        if (runs.Length == 0)
        {
            return new GalleryData(request, [], null);
        }

        IReadOnlyList<ArtifactRow> artifacts = await _answers.AskAsync(new ArtifactsOfRuns([.. runs.Select(run => run.RunId)]), cancellation);
        ILookup<string, ArtifactRow> ofRuns = artifacts.ToLookup(artifact => artifact.RunId, StringComparer.Ordinal);
        GalleryCard[] cards = await Task.WhenAll(runs.Select(run => CardAsync(run, RecordingType.Of([.. ofRuns[run.RunId]]), cancellation)));
        return new GalleryData(request, cards, page.HasNext ? page.Edges[^1].Cursor : null);
    }

    private async Task<GalleryCard> CardAsync(RunRow run, ArtifactRow? recording, CancellationToken cancellation)
    {
        if (recording is null)
        {
            return new GalleryCard(run, null, null);
        }

        string? text = await ArtifactText.ReadAsync(_answers, recording, BytesOfPreview, cancellation);
        return new GalleryCard(run, recording, text is null ? null : RecordingPreview.Of(text, isWhole: text.Length < BytesOfPreview && recording.Complete));
    }
}
