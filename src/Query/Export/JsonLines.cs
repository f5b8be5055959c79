using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tracing.Query.Export;

/// <summary>Writes a file of JSON values, one a line; a line is in memory, the file is not.</summary>
/// <param name="output">Receives the lines; not closed.</param>
internal sealed class JsonLines(Stream output) : IDisposable
{
    private readonly ArrayBufferWriter<byte> line = new();

    // For files, not for pages: letters of all languages stay as they are.
    private readonly Utf8JsonWriter json = new(Stream.Null, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes a line.</summary>
    /// <param name="write">Writes its value.</param>
    /// <param name="cancellation">Stops.</param>
    public async Task WriteAsync(Action<Utf8JsonWriter> write, CancellationToken cancellation)
    {
        line.ResetWrittenCount();
        json.Reset(line);
        write(json);
        await json.FlushAsync(cancellation);
        line.Write("\n"u8);
        await output.WriteAsync(line.WrittenMemory, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => json.Dispose();
}
