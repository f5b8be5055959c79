using Tracing.Storage.Rows;

namespace Tracing.Query.Pages.Gallery;

/// <summary>What a page of the gallery shows.</summary>
/// <param name="Request">Which page.</param>
/// <param name="Cards">Its recordings, the newest run first.</param>
/// <param name="Next">Cursor of the page behind it; null: none.</param>
public sealed record GalleryData(GalleryRequest Request, IReadOnlyList<GalleryCard> Cards, string? Next);

/// <summary>A recording of a run's terminal.</summary>
/// <param name="Run">The run.</param>
/// <param name="Recording">The recording; null where its pieces were taken away meanwhile.</param>
/// <param name="Preview">A still of it; null where it could not be read.</param>
public sealed record GalleryCard(RunRow Run, ArtifactRow? Recording, RecordingPreview? Preview);
