using System.Globalization;
using System.Text;
using Tracing.Vocabulary;

namespace Tracing.Adapters.Workdir;

/// <summary>
/// Writes the diff of a change as git does, so that <c>git apply</c> takes it. Paths are those below the folder; the target of a link
/// is told only where it is relative, since an absolute one names a folder of the host.
/// </summary>
/// <param name="bounds">Bounds.</param>
internal sealed class PatchWriter(DiffBounds bounds)
{
    private int _written;

    /// <summary>Writes the diff of one change.</summary>
    /// <param name="change">The change.</param>
    /// <returns>The change with its diff.</returns>
    public WorkdirChange Write(WorkdirChange change)
    {
        var text = new StringBuilder();
        Header(text, change);
        if (change.Change != FileChanges.Renamed)
        {
            Body(text, change);
        }

        int room = Math.Min(bounds.MostCharacters, bounds.MostCharactersOfAll - _written);
        bool cut = text.Length > room;
        if (cut)
        {
            int whole = text.Length;
            int shown = LastLineEnd(text, Math.Max(0, room));
            text.Length = shown;
            text.Append(CultureInfo.InvariantCulture, $"\\ Cut: {shown} of {whole} characters are shown.\n");
        }

        _written += text.Length;
        return change with { Diff = text.ToString(), DiffCut = cut };
    }

    private static void Header(StringBuilder text, WorkdirChange change)
    {
        (string? before, string? after) = (Mode(change.Before), Mode(change.After));
        text.Append("diff --git ").Append(Quoted("a/" + (change.From ?? change.Path))).Append(' ').Append(Quoted("b/" + change.Path)).Append('\n');
        if (change.Before is null)
        {
            text.Append("new file mode ").Append(after).Append('\n');
        }
        else if (change.After is null)
        {
            text.Append("deleted file mode ").Append(before).Append('\n');
        }
        else if (before != after)
        {
            text.Append("old mode ").Append(before).Append("\nnew mode ").Append(after).Append('\n');
        }

        if (change.From is { } from)
        {
            text.Append("similarity index 100%\nrename from ").Append(Quoted(from)).Append("\nrename to ").Append(Quoted(change.Path)).Append('\n');
        }
    }

    private void Body(StringBuilder text, WorkdirChange change)
    {
        if (change.Before?.Sha256 is { } hash && hash == change.After?.Sha256)
        {
            return;
        }

        (Side before, Side after) = (Side.Of(change.Before), Side.Of(change.After));
        string a = change.Before is null ? "/dev/null" : Quoted("a/" + change.Path);
        string b = change.After is null ? "/dev/null" : Quoted("b/" + change.Path);
        if ((before.Why ?? after.Why) is { } why)
        {
            text.Append("Binary files ").Append(a).Append(" and ").Append(b).Append(" differ\n\\ ").Append(why).Append('\n');
            return;
        }

        if (before.Text != after.Text)
        {
            text.Append("--- ").Append(a).Append("\n+++ ").Append(b).Append('\n');
            UnifiedDiff.Write(text, before.Text, after.Text, bounds);
        }
    }

    private static string? Mode(SnapshotEntry? entry) => entry switch
    {
        null => null,
        { Kind: EntryKind.Symlink } => "120000",
        { Executable: true } => "100755",
        _ => "100644",
    };

    private static int LastLineEnd(StringBuilder text, int length)
    {
        while (length > 0 && text[length - 1] != '\n')
        {
            length--;
        }

        return length;
    }

    // As git quotes: a control character in a name must not become a line of the diff.
    private static string Quoted(string path)
    {
        if (!path.Any(c => c is '"' or '\\' || char.IsControl(c)))
        {
            return path;
        }

        var quoted = new StringBuilder("\"");
        foreach (char c in path)
        {
            if (c is '"' or '\\')
            {
                quoted.Append('\\').Append(c);
            }
            else if (c < 0x80 && char.IsControl(c))
            {
                quoted.Append('\\').Append(Convert.ToString(c, 8).PadLeft(3, '0'));
            }
            else
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>One side of a diff: its text, or why there is none.</summary>
    private sealed record Side(string Text, string? Why)
    {
        private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

        public static Side Of(SnapshotEntry? entry) => entry switch
        {
            null => new Side("", null),
            { Kind: EntryKind.Symlink, Target: { } target } =>
                target.StartsWith('/') ? new Side("", "The link points to an absolute path.") : new Side(target, null),
            { Kind: EntryKind.Special } => new Side("", "A socket, a pipe or a device."),
            { Kind: EntryKind.Unreadable } => new Side("", $"Not read: {entry.Problem}."),
            { Content: { } content } => OfBytes(content.Span),
            _ => new Side("", "Too large for a diff."),
        };

        private static Side OfBytes(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Contains((byte)0))
            {
                return new Side("", "Not text.");
            }

            try
            {
                return new Side(Strict.GetString(bytes), null);
            }
            catch (DecoderFallbackException)
            {
                return new Side("", "Not UTF-8.");
            }
        }
    }
}
