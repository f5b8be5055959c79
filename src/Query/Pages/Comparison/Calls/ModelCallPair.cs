using Tracing.Storage.Rows;

namespace Tracing.Query.Pages.Comparison.Calls;

/// <summary>The model calls of two runs at one place of their sequences.</summary>
/// <param name="Place">The place, from 0.</param>
/// <param name="A">A's call; null where A made fewer.</param>
/// <param name="B">B's call; null where B made fewer.</param>
public sealed record ModelCallPair(int Place, ModelCallRow? A, ModelCallRow? B)
{
    /// <summary>What differs between the two, in words; null where nothing that was recorded does.</summary>
    public string? Difference => (A, B) switch
    {
        (null, _) => "only in B",
        (_, null) => "only in A",
        _ when !SameRequest(A, B) => "another request",
        _ when A.Status != B.Status || A.ErrorType != B.ErrorType => "another status",
        _ when A.FinishReason != B.FinishReason || A.CompletionTokens != B.CompletionTokens => "another answer",
        _ => null,
    };

    /// <summary>Puts two sequences side by side.</summary>
    /// <param name="a">A's calls.</param>
    /// <param name="b">B's calls.</param>
    public static IReadOnlyList<ModelCallPair> SideBySide(IReadOnlyList<ModelCallRow> a, IReadOnlyList<ModelCallRow> b) =>
        [.. Enumerable.Range(0, Math.Max(a.Count, b.Count)).Select(place => new ModelCallPair(place, a.ElementAtOrDefault(place), b.ElementAtOrDefault(place)))];

    // The hash is of the whole body. Where one of them was not recorded, what is known of the request must do.
    private static bool SameRequest(ModelCallRow a, ModelCallRow b) => a.RequestHash is not null && b.RequestHash is not null
        ? a.RequestHash == b.RequestHash
        : a.Model == b.Model && a.PromptTokens == b.PromptTokens;
}
