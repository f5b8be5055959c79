using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tracing.Adapters.Files;
using Tracing.Adapters.Telemetry;
using Tracing.Adapters.Telemetry.Redacting;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Terminal;

/// <summary>
/// Writes a terminal recording, event by event as they come, redacted. Past its bound of bytes the output is cut, with a marker that says so; what
/// comes after is taken and not kept. Bytes are UTF-8: a character that is split between two pieces is put together, what is none becomes U+FFFD.
/// Safe for several threads.
/// </summary>
public sealed class AsciicastWriter : IDisposable
{
    /// <summary>The usual bound of a recording.</summary>
    public const long UsualMaxBytes = 32L << 20;

    /// <summary>Label of the marker at which a recording is cut.</summary>
    public const string CutLabel = "recording cut here: it grew too large";

    // Room for the marker and the exit code behind the cut.
    private const int RoomAtTheEnd = 512;
    private const int NanosecondsPerMicrosecond = 1000;

    // At most six bytes each as JSON: a line of them is less than a piece of what is sent while the recording is made.
    private const int CharactersOfAnEvent = 16 << 10;

    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lock gate = new();
    private readonly Stream file;
    private readonly AsciicastHeader header;
    private readonly long maxBytes;
    private readonly Redaction redaction;
    private readonly StreamRedactor redactor;
    private readonly Decoder decoder = new UTF8Encoding(false).GetDecoder();
    private readonly ArrayBufferWriter<byte> clean = new(8192);
    private readonly ArrayBufferWriter<byte> line = new(8192);
    private char[] characters = new char[8192];
    private long lastMicroseconds;
    private long written;
    private bool isComplete;

    /// <summary>Begins a recording: its header is written.</summary>
    /// <param name="file">Where it is written; disposed with this.</param>
    /// <param name="header">The header.</param>
    /// <param name="redaction">What must not be in it; null hides nothing.</param>
    /// <param name="maxBytes">Bytes that are written at the most.</param>
    public AsciicastWriter(Stream file, AsciicastHeader header, Redaction? redaction = null, long maxBytes = UsualMaxBytes)
    {
        this.file = file;
        this.header = header;
        this.maxBytes = maxBytes;
        this.redaction = redaction ?? Redaction.None;
        redactor = new StreamRedactor(this.redaction);
        WriteHeader();
    }

    /// <summary>Whether output was cut.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Bytes that are written by now: whole lines.</summary>
    public long WrittenBytes
    {
        get
        {
            lock (gate)
            {
                return written;
            }
        }
    }

    /// <summary>Begins a recording in a new file that only its owner may read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">The header.</param>
    /// <param name="redaction">What must not be in it.</param>
    /// <param name="maxBytes">Bytes that are written at the most.</param>
    public static AsciicastWriter Create(string path, AsciicastHeader header, Redaction? redaction = null, long maxBytes = UsualMaxBytes) =>
        new(OwnerOnly.Open(path, FileMode.Create, FileShare.Read), header, redaction, maxBytes);

    /// <summary>What the recording is as an artifact of a run.</summary>
    /// <param name="made">One of <see cref="ArtifactMakings"/>.</param>
    public ArtifactDescription Artifact(string made) => new(
        ArtifactKinds.Recording, header.Version == AsciicastVersion.V2 ? ArtifactFormats.AsciicastV2 : ArtifactFormats.AsciicastV3, made, IsCut);

    /// <summary>Writes output.</summary>
    /// <param name="nanoseconds">When, Unix nanoseconds; never before the event before.</param>
    /// <param name="bytes">The output as the terminal got it.</param>
    public void Output(long nanoseconds, ReadOnlySpan<byte> bytes)
    {
        lock (gate)
        {
            if (IsCut || isComplete)
            {
                return;
            }

            redactor.Append(bytes, clean);
            WriteClean(nanoseconds, isLast: false);
        }
    }

    /// <summary>Writes that the terminal has another size.</summary>
    /// <param name="nanoseconds">When.</param>
    /// <param name="size">The size.</param>
    public void Resize(long nanoseconds, TerminalSize size) => Tell(nanoseconds, "r", FormattableString.Invariant($"{size.Columns}x{size.Rows}"));

    /// <summary>Writes a mark that players can jump to.</summary>
    /// <param name="nanoseconds">When.</param>
    /// <param name="label">What it says.</param>
    public void Marker(long nanoseconds, string label) => Tell(nanoseconds, "m", redaction.Apply(label));

    /// <summary>Ends the recording; what is told after that is not kept.</summary>
    /// <param name="nanoseconds">When.</param>
    /// <param name="exitCode">The exit code of what ran; null where there is none. The second format has no place for it.</param>
    public void Complete(long nanoseconds, int? exitCode = null)
    {
        lock (gate)
        {
            if (isComplete)
            {
                return;
            }

            if (!IsCut)
            {
                redactor.Complete(clean);
                WriteClean(nanoseconds, isLast: true);
            }

            if (exitCode is { } code && header.Version == AsciicastVersion.V3)
            {
                WriteEvent(nanoseconds, "x", code.ToString(CultureInfo.InvariantCulture), canBeCut: false);
            }

            isComplete = true;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => file.Dispose();

    private void Tell(long nanoseconds, string code, string text)
    {
        lock (gate)
        {
            WriteEvent(nanoseconds, code, text, canBeCut: true);
        }
    }

    private void WriteClean(long nanoseconds, bool isLast)
    {
        int most = Encoding.UTF8.GetMaxCharCount(clean.WrittenCount);
        if (characters.Length < most)
        {
            characters = new char[most];
        }

        int count = decoder.GetChars(clean.WrittenSpan, characters, flush: isLast);
        clean.ResetWrittenCount();
        for (ReadOnlySpan<char> rest = characters.AsSpan(0, count); !rest.IsEmpty;)
        {
            int length = Math.Min(rest.Length, CharactersOfAnEvent);
            length -= length < rest.Length && char.IsHighSurrogate(rest[length - 1]) ? 1 : 0;
            WriteEvent(nanoseconds, "o", rest[..length], canBeCut: true);
            rest = rest[length..];
        }
    }

    private void WriteHeader()
    {
        using (var writer = new Utf8JsonWriter(line, Format))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", (int)header.Version);
            if (header.Version == AsciicastVersion.V2)
            {
                writer.WriteNumber("width", header.Size.Columns);
                writer.WriteNumber("height", header.Size.Rows);
            }
            else
            {
                writer.WriteStartObject("term");
                writer.WriteNumber("cols", header.Size.Columns);
                writer.WriteNumber("rows", header.Size.Rows);
                writer.WriteString("type", header.Term);
                writer.WriteEndObject();
            }

            writer.WriteNumber("timestamp", header.StartNanoseconds / 1_000_000_000);
            WriteText(writer, "command", header.Command);
            WriteText(writer, "title", header.Title);
            if (header.Version == AsciicastVersion.V2)
            {
                writer.WriteStartObject("env");
                writer.WriteString("TERM", header.Term);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        WriteLine();
    }

    private void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, Telemetry.Otlp.OtlpAttributes.WellFormed(redaction.Apply(text)));
        }
    }

    private void WriteEvent(long nanoseconds, string code, ReadOnlySpan<char> text, bool canBeCut)
    {
        if (isComplete || (canBeCut && IsCut))
        {
            return;
        }

        long microseconds = Math.Max((nanoseconds - header.StartNanoseconds) / NanosecondsPerMicrosecond, lastMicroseconds);
        Serialize(microseconds, code, text);
        if (canBeCut && written + line.WrittenCount + 1 > maxBytes - RoomAtTheEnd)
        {
            IsCut = true;
            line.ResetWrittenCount();
            Serialize(microseconds, "m", CutLabel);
        }

        lastMicroseconds = microseconds;
        WriteLine();
    }

    private void Serialize(long microseconds, string code, ReadOnlySpan<char> text)
    {
        // Differences of rounded times, not rounded differences: the times of the third format do not drift.
        long told = header.Version == AsciicastVersion.V2 ? microseconds : microseconds - lastMicroseconds;
        using var writer = new Utf8JsonWriter(line, Format);
        writer.WriteStartArray();
        writer.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"{told / 1_000_000}.{told % 1_000_000:D6}"));
        writer.WriteStringValue(code);
        writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private void WriteLine()
    {
        line.Write("\n"u8);
        try
        {
            file.Write(line.WrittenSpan);
            file.Flush();
            written += line.WrittenCount;
        }
        catch (IOException)
        {
            // The disk is full: the recording ends here, what is recorded does not.
            IsCut = true;
            isComplete = true;
            TakeBackHalfALine();
        }

        line.ResetWrittenCount();
    }

    private void TakeBackHalfALine()
    {
        try
        {
            if (file.CanSeek)
            {
                file.SetLength(written);
            }
        }
        catch (IOException)
        {
            // A reader finds the last line broken.
        }
    }
}
