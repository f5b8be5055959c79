using System.Diagnostics.CodeAnalysis;
using System.IO.Enumeration;

namespace Tracing.Scoring;

/// <summary>
/// A pattern of paths below a working folder: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number of folders, a slash at
/// the end for all that lies in a folder. Case counts; a name that begins with a dot is a name like any other.
/// </summary>
public sealed class GlobPattern
{
    private const string AnyFolders = "**";

    private readonly string[] _segments;

    private GlobPattern(string text, string[] segments)
    {
        Text = text;
        _segments = segments;
    }

    /// <summary>The pattern as it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern that is known to be one.</summary>
    /// <param name="text">The pattern.</param>
    /// <returns>The pattern.</returns>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static GlobPattern Parse(string text) =>
        TryParse(text, out GlobPattern? pattern, out string? problem) ? pattern : throw new FormatException(problem);

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="pattern">The pattern read.</param>
    /// <param name="problem">Why it is none.</param>
    /// <returns>Whether it is one.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out GlobPattern? pattern, [NotNullWhen(false)] out string? problem)
    {
        pattern = null;
        string whole = text.EndsWith('/') ? text + AnyFolders : text;
        string[] segments = whole.Split('/');
        problem = text switch
        {
            "" => "is empty",
            _ when text.Contains('\\', StringComparison.Ordinal) => "holds a backslash; folders are parted by forward slashes",
            _ when text.Contains('\0', StringComparison.Ordinal) => "holds a zero character",
            _ when text.StartsWith('/') => "is absolute; it must lie inside the folder",
            _ when segments.Any(segment => segment is ".." or ".") => "holds '.' or '..'; it must lie inside the folder",
            _ when segments.Any(segment => segment.Length == 0) => "holds two slashes in a row",
            _ when segments.Any(segment => segment != AnyFolders && segment.Contains(AnyFolders, StringComparison.Ordinal)) =>
                "has '**' beside other characters; it stands for whole folders",
            _ => null,
        };
        if (problem is not null)
        {
            return false;
        }

        pattern = new GlobPattern(text, segments);
        return true;
    }

    /// <summary>Whether a path fits. Only the latest <c>**</c> is ever tried again, so time is at most the product of both lengths.</summary>
    /// <param name="path">Path below the working folder, with forward slashes.</param>
    /// <returns>Whether it fits.</returns>
    public bool Matches(string path)
    {
        string[] names = path.Split('/');
        int segment = 0;
        int name = 0;
        int retrySegment = -1;
        int retryName = 0;
        while (name < names.Length)
        {
            if (segment < _segments.Length && _segments[segment] == AnyFolders)
            {
                // At the end '**' stands for what lies in the folder, not for the folder itself: one name at least.
                retrySegment = segment++;
                retryName = segment == _segments.Length ? name + 1 : name;
                name = retryName;
            }
            else if (segment < _segments.Length && FileSystemName.MatchesSimpleExpression(_segments[segment], names[name], ignoreCase: false))
            {
                segment++;
                name++;
            }
            else if (retrySegment >= 0)
            {
                segment = retrySegment + 1;
                name = ++retryName;
            }
            else
            {
                return false;
            }
        }

        return segment == _segments.Length;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
