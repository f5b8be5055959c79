using System.Buffers;
using System.Text;

namespace Tracing.Vocabulary;

/// <summary>How records are bound to a run where an agent drops resource attributes.</summary>
public static class RunBindings
{
    /// <summary>Header or gRPC metadata of an export: the run id.</summary>
    public const string Header = "x-bench-run";

    /// <summary>Prefix of the path of an export: <c>/runs/RUN/v1/traces</c>.</summary>
    public const string PathPrefix = "/runs/";

    private const int LongestRunId = 128;

    private static readonly SearchValues<byte> RunIdBytes =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-"u8);

    /// <summary>Whether a text is a run id: 1 to 128 of <c>[A-Za-z0-9._:-]</c>.</summary>
    /// <param name="text">UTF-8.</param>
    public static bool IsRunId(ReadOnlySpan<byte> text) => text.Length is > 0 and <= LongestRunId && !text.ContainsAnyExcept(RunIdBytes);

    /// <summary>Whether a text is a run id.</summary>
    /// <param name="text">The text.</param>
    public static bool IsRunId(string text) => text.Length is > 0 and <= LongestRunId && Ascii.IsValid(text) && IsRunId(Encoding.ASCII.GetBytes(text));
}
