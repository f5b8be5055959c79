using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>
/// How ClickHouse (25.11 and later) tells of an error after the status was sent: the body ends in a frame that
/// is marked with the tag of the header <c>X-ClickHouse-Exception-Tag</c>, and is then cut off.
/// </summary>
internal static class ExceptionFrame
{
    private const int TagLength = 16;

    /// <summary>A tag that no data can foresee: 16 lower-case letters.</summary>
    public static string NewTag() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", TagLength);

    /// <summary>The frame.</summary>
    /// <param name="message">The error's text, UTF-8, ending in a line break.</param>
    /// <param name="tag">The tag of this answer.</param>
    public static byte[] Write(ReadOnlySpan<byte> message, string tag)
    {
        var length = message.Length.ToString(CultureInfo.InvariantCulture);
        return [.. "\r\n__exception__\r\n"u8, .. Encoding.ASCII.GetBytes(tag), .. "\r\n"u8, .. message, .. Encoding.ASCII.GetBytes($"{length} {tag}"), .. "\r\n__exception__\r\n"u8];
    }
}
