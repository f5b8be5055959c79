using Tracing.Storage.Rows;

namespace Tracing.Query.Pages.Comparison.Calls;

/// <summary>A place of two runs' sequences of tool calls: the same call in both, or one that only one of them made.</summary>
/// <param name="A">A's call.</param>
/// <param name="B">B's call.</param>
public sealed record ToolCallPair(ToolCallRow? A, ToolCallRow? B)
{
    /// <summary>Whether both made the call, and it came to the same.</summary>
    public bool IsSame => A is not null && B is not null && A.ExitCode == B.ExitCode && A.Success == B.Success && A.ErrorType == B.ErrorType;

    /// <summary>Whether both made a call of one name, and of neither its arguments are known: more than the name cannot be compared.</summary>
    public bool ByNameAlone => A is { Arguments: null } && B is { Arguments: null };

    /// <summary>Where the call is, in words.</summary>
    public string Words => this switch
    {
        { B: null } => "only in A",
        { A: null } => "only in B",
        { IsSame: true, ByNameAlone: true } => "same name, arguments not recorded",
        { IsSame: true } => "same",
        _ => "same call, other outcome",
    };

    /// <summary>Aligns two sequences by name and arguments, both to the letter.</summary>
    /// <param name="a">A's calls.</param>
    /// <param name="b">B's calls.</param>
    public static IReadOnlyList<ToolCallPair> Align(IReadOnlyList<ToolCallRow> a, IReadOnlyList<ToolCallRow> b) =>
    [
        .. SequenceAlignment.Of([.. a.Select(Face)], [.. b.Select(Face)])
            .Select(place => new ToolCallPair(place.A is { } inA ? a[inA] : null, place.B is { } inB ? b[inB] : null)),
    ];

    private static (string Name, string? Arguments) Face(ToolCallRow call) => (call.Name, call.Arguments);
}
