using System.Globalization;
using Tracing.Vocabulary;

namespace Tracing.Query.Pages;

/// <summary>Numbers as the pages show them. What was not recorded is said in words, never as 0.</summary>
public static class Figures
{
    /// <summary>What stands for a value that was not recorded.</summary>
    public const string NotRecorded = "not recorded";

    /// <summary>What stands for a value of an axis that does not apply.</summary>
    public const string NotApplicable = "not applicable";

    private const double NanosPerMilli = 1e6;

    /// <summary>Any number.</summary>
    /// <param name="value">The value; null was not recorded.</param>
    public static string Number(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? NotRecorded;

    /// <summary>How many there are of something, in words.</summary>
    /// <param name="count">How many.</param>
    /// <param name="thing">One of them.</param>
    public static string Count(ulong count, string thing) => string.Create(CultureInfo.InvariantCulture, $"{count} {thing}{(count == 1 ? "" : "s")}");

    /// <summary>A heading of a table: how many rows it has, and of how many.</summary>
    /// <param name="things">What the rows are.</param>
    /// <param name="shown">How many are shown.</param>
    /// <param name="all">How many there are.</param>
    public static string Part(string things, int shown, long all) => string.Create(CultureInfo.InvariantCulture, $"{things} ({shown}{(all > shown ? $" of {all}" : "")})");

    /// <summary>A text, or the words for none.</summary>
    /// <param name="value">The value; null or empty was not recorded.</param>
    public static string Text(string? value) => string.IsNullOrEmpty(value) ? NotRecorded : value;

    /// <summary>A yes or a no.</summary>
    /// <param name="value">The value; null was not recorded.</param>
    public static string YesNo(bool? value) => value switch { true => "yes", false => "no", null => NotRecorded };

    /// <summary>A time, to the nanosecond.</summary>
    /// <param name="unixNano">Nanoseconds since 1970; null was not recorded.</param>
    public static string Time(long? unixNano) => unixNano is { } known ? Api.Scalars.UnixTime.Text(known) : NotRecorded;

    /// <summary>A duration in the unit a reader expects: <c>0 ms</c>, <c>350 ms</c>, <c>15.57 s</c>.</summary>
    /// <param name="nanos">Nanoseconds; null was not recorded.</param>
    public static string Duration(double? nanos) => nanos switch
    {
        null => NotRecorded,
        < 10 * NanosPerMilli and > 0 => (nanos.Value / NanosPerMilli).ToString("0.###", CultureInfo.InvariantCulture) + " ms",
        < 1000 * NanosPerMilli => (nanos.Value / NanosPerMilli).ToString("0", CultureInfo.InvariantCulture) + " ms",
        _ => (nanos.Value / 1e9).ToString("0.00", CultureInfo.InvariantCulture) + " s",
    };

    /// <summary>A duration that is measured in milliseconds.</summary>
    /// <param name="millis">Milliseconds; null was not recorded.</param>
    public static string Millis(double? millis) => Duration(millis * NanosPerMilli);

    /// <summary>A score on a tile.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="value">The value; null was not recorded.</param>
    /// <param name="notApplicable">Whether the axis does not apply.</param>
    public static string Score(string axis, double? value, bool notApplicable) => (axis, value) switch
    {
        (_, null) => notApplicable ? NotApplicable : NotRecorded,
        (AxisNames.Latency, { } millis) => (millis / 1000).ToString("0.0", CultureInfo.InvariantCulture) + " s",
        (AxisNames.Tokens, { } tokens) => tokens.ToString("#,0", CultureInfo.InvariantCulture),
        (_, { } score) => score.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>Two scores of an axis as a range; empty where there is none.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="low">The lower.</param>
    /// <param name="high">The higher.</param>
    public static string Between(string axis, double? low, double? high) => (low, high) is ({ } from, { } to) ? $"{Score(axis, from, false)} – {Score(axis, to, false)}" : "";

    /// <summary>A number as a script sorts by it; empty where it was not recorded.</summary>
    /// <param name="value">The number.</param>
    public static string Raw(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
