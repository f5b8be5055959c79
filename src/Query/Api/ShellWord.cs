using System.Text;

namespace Tracing.Query.Api;

/// <summary>Words of a command line that a reader copies.</summary>
internal static class ShellWord
{
    /// <summary>A word for a POSIX shell: as it is where nothing in it means anything to one, else between single quotes.</summary>
    /// <param name="word">The word.</param>
    public static string Quote(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "@%+=:,./-_".Contains(c, StringComparison.Ordinal))
            ? word
            : new StringBuilder("'").Append(word.Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'').ToString();
}
