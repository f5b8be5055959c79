using System.Globalization;

namespace Tracing.Forwarder;

/// <summary>What the program is asked to do: <c>[--to PORT=SOCKET]… [--size COLUMNSxROWS] [--no-input] [--pass-signals] [--report FILE] -- PROGRAM ARGUMENT…</c></summary>
internal sealed record ForwardOrder
{
    /// <summary>From which port of loopback to which socket.</summary>
    public required IReadOnlyList<(int Port, string Socket)> Ways { get; init; }

    /// <summary>Columns and rows that the terminal is given before the command starts; null leaves it as it is.</summary>
    public (ushort Columns, ushort Rows)? Size { get; init; }

    /// <summary>Whether standard input is at its end, whatever it was.</summary>
    public bool NoInput { get; init; }

    /// <summary>Whether SIGTERM and SIGINT go on to all that runs inside. Where who ends a run reaches every process himself, they would get them twice.</summary>
    public bool PassSignals { get; init; }

    /// <summary>A file that is told at the end which limits of the control group were reached; null for none.</summary>
    public string? Report { get; init; }

    /// <summary>The command.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Reads it.</summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <returns>The order; null where they are none.</returns>
    public static ForwardOrder? Parse(ReadOnlySpan<string> arguments)
    {
        var ways = new List<(int, string)>();
        (ushort, ushort)? size = null;
        string? report = null;
        bool noInput = false;
        bool pass = false;
        int at = 0;
        for (; at < arguments.Length && arguments[at] != "--"; at++)
        {
            string? value = at + 1 < arguments.Length ? arguments[at + 1] : null;
            switch (arguments[at])
            {
                case "--to" when value?.Split('=', 2) is [var port, var socket] && int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number):
                    ways.Add((number, socket));
                    at++;
                    break;
                case "--size" when value?.Split('x') is [var columns, var rows] && ushort.TryParse(columns, out ushort wide) && ushort.TryParse(rows, out ushort high):
                    size = (wide, high);
                    at++;
                    break;
                case "--report" when value is not null:
                    report = value;
                    at++;
                    break;
                case "--no-input":
                    noInput = true;
                    break;
                case "--pass-signals":
                    pass = true;
                    break;
                default:
                    return null;
            }
        }

        return at + 1 < arguments.Length
            ? new ForwardOrder { Ways = ways, Size = size, NoInput = noInput, PassSignals = pass, Report = report, Command = [.. arguments[(at + 1)..]] }
            : null;
    }
}
