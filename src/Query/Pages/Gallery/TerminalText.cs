using System.Text;

namespace Tracing.Query.Pages.Gallery;

/// <summary>
/// What a terminal's output says as plain text. Control sequences (ECMA-48) are left out; a cleared screen is empty, a line that is begun again is replaced.
/// Where the cursor is moved about, the words stand in the order in which they were written.
/// </summary>
internal static class TerminalText
{
    private const char Escape = '\u001b';
    private const char Bell = '\u0007';

    /// <summary>Reads output.</summary>
    /// <param name="output">The output.</param>
    public static string Of(string output)
    {
        StringBuilder screen = new();
        for (int i = 0; i < output.Length; i++)
        {
            char next = output[i];
            switch (next)
            {
                case Escape:
                    i = Sequence(output, i + 1, screen);
                    break;
                case '\r' when i + 1 < output.Length && output[i + 1] is not '\n' and not '\r':
                    screen.Length = StartOfLine(screen);
                    break;
                case '\b' when screen.Length > StartOfLine(screen):
                    screen.Length--;
                    break;
                case '\n' or '\t':
                    screen.Append(next);
                    break;
                default:
                    if (!char.IsControl(next))
                    {
                        screen.Append(next);
                    }

                    break;
            }
        }

        return screen.ToString();
    }

    // Passes over a sequence; its last character is returned.
    private static int Sequence(string output, int at, StringBuilder screen)
    {
        if (at >= output.Length)
        {
            return at;
        }

        switch (output[at])
        {
            case '[':
                int end = Skip(output, at + 1, static character => character is >= ' ' and < '@');
                if (end < output.Length && output[end] == 'J' && output.AsSpan(at + 1, end - at - 1) is "2" or "3")
                {
                    screen.Clear();
                }

                return end;
            case ']' or 'P' or 'X' or '^' or '_':
                end = Skip(output, at + 1, static character => character is not Bell and not Escape);
                return end < output.Length && output[end] == Escape ? end + 1 : end;
            case 'c':
                screen.Clear();
                return at;
            default:
                return Skip(output, at, static character => character is >= ' ' and < '0');
        }
    }

    private static int Skip(string output, int at, Func<char, bool> belongs)
    {
        while (at < output.Length && belongs(output[at]))
        {
            at++;
        }

        return at;
    }

    private static int StartOfLine(StringBuilder screen)
    {
        int at = screen.Length;
        while (at > 0 && screen[at - 1] != '\n')
        {
            at--;
        }

        return at;
    }
}
