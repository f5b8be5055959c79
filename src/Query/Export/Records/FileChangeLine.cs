using System.Text.Json;
using Tracing.Storage.Reads;

namespace Tracing.Query.Export.Records;

/// <summary>A line of type <c>file_change</c>.</summary>
internal static class FileChangeLine
{
    /// <summary>Writes it.</summary>
    /// <param name="json">The line.</param>
    /// <param name="change">The change.</param>
    public static void Write(Utf8JsonWriter json, FileChangeRow change)
    {
        LineWriter.Begin(json, "file_change", change.RunId);
        LineWriter.Time(json, "time", change.TimeUnixNano);
        json.WriteString("path", change.Path);
        LineWriter.Text(json, "previousPath", change.PreviousPath);
        LineWriter.Text(json, "change", change.Change);
        LineWriter.Flag(json, "expected", change.Expected switch { "true" => true, "false" => false, _ => null });
        LineWriter.Text(json, "sha256Before", change.Sha256Before);
        LineWriter.Text(json, "sha256After", change.Sha256After);
        LineWriter.Text(json, "diff", change.Diff);
        json.WriteEndObject();
    }
}
