using System.Text.RegularExpressions;
using Tracing.Adapters.Telemetry;

namespace Tracing.Adapters.Proxy.Content;

/// <summary>Keys that are known by their shape, whoever they belong to.</summary>
internal static partial class SecretShapes
{
    /// <summary>Replaces every such key.</summary>
    public static string Hide(string text) => Shapes().Replace(text, Redaction.Mark);

    // A block without its end reaches to the end of the text. Behind "Bearer" anything that may be a token is one.
    [GeneratedRegex(
        @"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----(?:[^-]|-[^-])*(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----)?|(?i:bearer) {1,4}[A-Za-z0-9._~+/=-]{8,}|\b(?:sk|rk|pk)-[A-Za-z0-9_-]{8,}|\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{8,}|\bAIza[A-Za-z0-9_-]{20,}|\bgh[pousr]_[A-Za-z0-9]{16,}|\bgithub_pat_[A-Za-z0-9_]{16,}|\b(?:AKIA|ASIA)[A-Z0-9]{12,}|\bxox[abeprs]-[A-Za-z0-9-]{8,}|\bglpat-[A-Za-z0-9_-]{12,}|\bhf_[A-Za-z0-9]{16,}|\bnvapi-[A-Za-z0-9_-]{16,}|\bgsk_[A-Za-z0-9]{16,}|\bxai-[A-Za-z0-9]{16,}|\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*",
        RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Shapes();
}
