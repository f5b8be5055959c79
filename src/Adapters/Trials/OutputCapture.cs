using Tracing.Adapters.Agents.Output;

namespace Tracing.Adapters.Trials;

/// <summary>Keeps what a command prints in a file up to a bound, and drains the rest: a command that prints without end is not held up, and fills no memory.</summary>
/// <param name="path">The file.</param>
/// <param name="mostBytes">The bound.</param>
/// <param name="lines">Reads it meanwhile; null where it is no record.</param>
public sealed class OutputCapture(string path, long mostBytes, OutputLines? lines)
{
    private const int BufferBytes = 64 << 10;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>All bytes that came.</summary>
    public long Bytes { get; private set; }

    /// <summary>Whether the file holds less than came.</summary>
    public bool Truncated => Bytes > mostBytes;

    /// <summary>Reads to the end.</summary>
    /// <param name="output">What the command prints.</param>
    public async Task DrainAsync(Stream output)
    {
        await using FileStream file = File.Create(path);
        byte[] buffer = new byte[BufferBytes];
        int read;
        while ((read = await output.ReadAsync(buffer)) > 0)
        {
            ReadOnlyMemory<byte> piece = buffer.AsMemory(0, read);
            int kept = (int)Math.Clamp(mostBytes - Bytes, 0, read);
            await file.WriteAsync(piece[..kept]);
            Bytes += read;
            lines?.Add(piece.Span);
        }

        lines?.End();
    }

    /// <summary>The last characters of the file.</summary>
    /// <param name="characters">How many at the most.</param>
    public string Tail(int characters)
    {
        using FileStream file = File.OpenRead(path);
        file.Seek(-Math.Min(file.Length, characters * 4L), SeekOrigin.End);
        using var reader = new StreamReader(file);
        string text = reader.ReadToEnd();
        return text.Length <= characters ? text : text[^characters..];
    }
}
