using System.Buffers;
using System.Text.RegularExpressions;

namespace Tracing.Vocabulary;

/// <summary>Keys that are known by their shape or by the name that they stand behind, whoever they belong to.</summary>
public static partial class SecretShapes
{
    /// <summary>What stands for a secret.</summary>
    public const string Mark = "[redacted]";

    // Each shape holds one of these; a text without any is not looked at twice.
    private static readonly SearchValues<string> Beginnings = SearchValues.Create(
        ["PRIVATE KEY", "bearer", "sk-", "rk-", "pk-", "sk_", "rk_", "pk_", "AIza", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "AKIA", "ASIA", "xox", "glpat-", "hf_", "nvapi-", "gsk_", "xai-", "eyJ"],
        StringComparison.OrdinalIgnoreCase);

    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        "authorization", "proxy-authorization", "cookie", "set-cookie", "api-key", "api_key", "apikey", "x-api-key", "x-goog-api-key", "password", "passwd", "secret", "client_secret",
        "client-secret", "access_token", "refresh_token", "private_key",
    };

    /// <summary>Replaces every such key in a text.</summary>
    /// <param name="text">The text.</param>
    public static string Hide(string text) => MayHold(text) ? Shapes().Replace(text, Mark) : text;

    /// <summary>Whether a text holds the beginning of such a key; where it does not, there is none in it, however it is quoted.</summary>
    /// <param name="text">The text.</param>
    public static bool MayHold(ReadOnlySpan<char> text) => text.ContainsAny(Beginnings);

    /// <summary>Whether what stands under a name is a secret: the last part of an attribute's key, as <c>http.request.header.authorization</c>.</summary>
    /// <param name="key">The key.</param>
    public static bool IsNameOfOne(string key) => Names.Contains(key[(key.LastIndexOf('.') + 1)..]);

    // A block without its end reaches to the end of the text. Behind "Bearer" anything that may be a token is one.
    [GeneratedRegex(
        @"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----(?:[^-]|-[^-])*(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----)?|(?i:bearer) {1,4}[A-Za-z0-9._~+/=-]{8,}|\b(?:sk|rk|pk)-[A-Za-z0-9_-]{8,}|\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{8,}|\bAIza[A-Za-z0-9_-]{20,}|\bgh[pousr]_[A-Za-z0-9]{16,}|\bgithub_pat_[A-Za-z0-9_]{16,}|\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\bxox[abeprs]-[A-Za-z0-9-]{8,}|\bglpat-[A-Za-z0-9_-]{12,}|\bhf_[A-Za-z0-9]{16,}|\bnvapi-[A-Za-z0-9_-]{16,}|\bgsk_[A-Za-z0-9]{16,}|\bxai-[A-Za-z0-9]{16,}|\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shapes();
}
