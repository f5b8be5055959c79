using System.Text;
using System.Text.Encodings.Web;

namespace Tracing.Query.Export;

/// <summary>A file of text as one JSON string, written piece by piece.</summary>
internal static class JsonText
{
    private const int PieceCharacters = 64 << 10;

    /// <summary>Writes the string.</summary>
    /// <param name="text">UTF-8, read from its start; what is none is replaced.</param>
    /// <param name="output">Receives it.</param>
    public static void Write(Stream text, TextWriter output)
    {
        text.Position = 0;
        using var reader = new StreamReader(text, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        char[] piece = new char[PieceCharacters];
        output.Write('"');
        int held = 0;
        for (int read = reader.Read(piece, held, piece.Length - held); read > 0; read = reader.Read(piece, held, piece.Length - held))
        {
            int length = held + read;

            // Half a character waits for its other half.
            held = char.IsHighSurrogate(piece[length - 1]) ? 1 : 0;
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(output, piece, 0, length - held);
            piece[0] = piece[length - 1];
        }

        output.Write('"');
    }
}
