using System.Buffers;

namespace Tracing.Adapters.Proxy;

/// <summary>The rule for the name of a run, as <c>docs/vocabulary.md</c> gives it.</summary>
internal static class RunNames
{
    private const int Longest = 128;

    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    public static bool IsValid(string text) => text.Length is > 0 and <= Longest && !text.AsSpan().ContainsAnyExcept(Allowed);
}
