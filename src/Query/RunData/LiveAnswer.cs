using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tracing.Query.Loading;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.RunData;

/// <summary>
/// Answers with what is new of a recording that is still made. <c>Recording-Next</c> tells the piece to go on with, the one that was asked for where
/// nothing is new; <c>Recording-Begun</c> tells when the recording began, Unix nanoseconds. An answer holds a part of what is new where that is much.
/// </summary>
internal static class LiveAnswer
{
    /// <summary>What an answer with a recording is.</summary>
    public const string ContentType = "application/x-asciicast; charset=utf-8";

    /// <summary>The header that tells the piece to go on with.</summary>
    public const string Next = "Recording-Next";

    /// <summary>The header that tells when the recording began.</summary>
    public const string Begun = "Recording-Begun";

    private const int MostBytes = 4 << 20;

    /// <summary>What is asked for; null where there is no such thing.</summary>
    /// <param name="artifacts">The run's artifacts.</param>
    /// <param name="from">The first piece, as it was asked for.</param>
    public static (ArtifactRow Recording, uint From)? Find(IReadOnlyList<ArtifactRow> artifacts, string from) =>
        uint.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out uint first) && artifacts.FirstOrDefault(artifact => artifact.Kind == ArtifactKinds.RecordingLive) is { } recording
            ? (recording, first)
            : null;

    /// <summary>Writes the answer.</summary>
    /// <param name="response">Receives it.</param>
    /// <param name="answers">The store.</param>
    /// <param name="asked">What is asked for.</param>
    /// <param name="cancellation">Stops the reads.</param>
    public static async Task WriteAsync(HttpResponse response, StoreAnswers answers, (ArtifactRow Recording, uint From) asked, CancellationToken cancellation)
    {
        using MemoryStream news = new();
        uint next = asked.From;
        await foreach (LivePiece piece in LivePieces.ReadAsync(answers, asked.Recording, asked.From, cancellation))
        {
            response.Headers[Begun] = piece.BegunUnixNano.ToString(CultureInfo.InvariantCulture);
            next = piece.Sequence + 1;
            await news.WriteAsync(RecordingKeys.Hide(piece.Text), cancellation);
            if (news.Length >= MostBytes)
            {
                break;
            }
        }

        response.ContentType = ContentType;
        response.Headers[Next] = next.ToString(CultureInfo.InvariantCulture);
        await response.Body.WriteAsync(news.GetBuffer().AsMemory(0, (int)news.Length), cancellation);
    }
}
