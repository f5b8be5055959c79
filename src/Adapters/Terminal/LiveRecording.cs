using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Telemetry.Artifacts;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Terminal;

/// <summary>
/// Sends a recording while it is made, so that it is seen before its end, and something of it is there if this process is killed: every two seconds the
/// lines that came since. It reads the recording's file, so whoever writes that is not held up; the file's bound is the bound of all pieces.
/// </summary>
internal sealed class LiveRecording : IAsyncDisposable
{
    /// <summary>Time between two looks. What ends sooner is sent as a whole only.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    // Redaction may make a piece longer, and packing does not always make it shorter: with both it is below the bound of a chunk, 256 KiB.
    private const int PieceBytes = 128 << 10;

    private readonly RunTelemetry telemetry;
    private readonly AsciicastWriter writer;
    private readonly string path;
    private readonly ArtifactDescription artifact;
    private readonly long begun;
    private readonly long header;
    private readonly PeriodicTimer looks;
    private readonly CancellationTokenSource ending = new();
    private readonly Task sending;
    private long sent;
    private long sequence;

    /// <summary>Begins to send; nothing is sent before there is more than a header.</summary>
    /// <param name="telemetry">The run's.</param>
    /// <param name="recording">Writes the recording, and has written no more than its header.</param>
    /// <param name="path">The recording's file.</param>
    /// <param name="made">One of <see cref="ArtifactMakings"/>.</param>
    /// <param name="begun">When the recording began, Unix nanoseconds.</param>
    public LiveRecording(RunTelemetry telemetry, AsciicastWriter recording, string path, string made, long begun)
    {
        this.telemetry = telemetry;
        writer = recording;
        this.path = path;
        this.begun = begun;
        artifact = recording.Artifact(made) with { Kind = ArtifactKinds.RecordingLive };
        header = recording.WrittenBytes;
        looks = new PeriodicTimer(Interval, telemetry.Clock);
        sending = Task.Run(SendAsync);
    }

    /// <summary>Stops sending; what came last is left to the recording itself.</summary>
    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await sending;
        looks.Dispose();
        ending.Dispose();
    }

    private async Task SendAsync()
    {
        try
        {
            while (await looks.WaitForNextTickAsync(ending.Token))
            {
                long end = writer.WrittenBytes;
                if (end > sent && end > header)
                {
                    telemetry.Pieces(PiecesUntil(end));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The recording is at its end.
        }
        catch (IOException)
        {
            // What cannot be read cannot be sent; the recording's own sending tells.
        }
    }

    private IEnumerable<GrowingPiece> PiecesUntil(long end)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = sent;
        while (sent < end && !ending.IsCancellationRequested)
        {
            byte[] piece = new byte[(int)Math.Min(PieceBytes, end - sent)];
            file.ReadExactly(piece);
            int length = Array.LastIndexOf(piece, (byte)'\n') + 1;
            length = length > 0 ? length : piece.Length;
            sent += length;
            file.Position = sent;
            yield return new GrowingPiece(artifact, sequence++, begun, piece.AsMemory(0, length));
        }
    }
}
