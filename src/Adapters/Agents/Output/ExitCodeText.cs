using System.Globalization;
using System.Text.RegularExpressions;

namespace Tracing.Adapters.Agents.Output;

/// <summary>The exit code in a shell tool's result, where an agent writes it as a line of its own.</summary>
internal static partial class ExitCodeText
{
    /// <summary>Finds it.</summary>
    /// <param name="output">The result's text.</param>
    /// <returns>Null where no line is one, or several are and differ.</returns>
    public static int? Find(string output)
    {
        string[] codes = [.. Line().Matches(output).Select(match => match.Groups["code"].Value).Distinct(StringComparer.Ordinal)];
        return codes.Length == 1 && int.TryParse(codes[0], NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? code : null;
    }

    /// <summary>Finds it where it is the text's last line.</summary>
    /// <param name="output">The result's text.</param>
    /// <returns>Null where the last line is none.</returns>
    public static int? Last(string output) => Find(output[(output.TrimEnd().LastIndexOf('\n') + 1)..]);

    // Claude Code, Qwen Code, Cline, Pi, in this order.
    [GeneratedRegex(@"^(?:Exit code |Exit Code: |\[Command exited with code |Command exited with code )(?<code>\d{1,3})\]?\r?$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
