using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Tracing.Adapters.Import;

/// <summary>The name of a file that holds the body of one request: <c>NUMBER-v1+traces@RUN.json</c>, or <c>.pb</c> for Protobuf. What stands before the number is free.</summary>
/// <param name="SignalPath">Path below the endpoint.</param>
/// <param name="Run">The run, see <see cref="OtlpRequest.Run"/>.</param>
/// <param name="Encoding">How the body is written.</param>
internal sealed partial record OtlpRequestName(string SignalPath, string? Run, OtlpEncoding Encoding)
{
    /// <summary>Makes a name: they sort in the order of their numbers.</summary>
    /// <param name="number">Its number in its folder.</param>
    /// <param name="request">The request; neither its path nor its run has <c>+</c>, <c>@</c> or anything that a file's name cannot hold.</param>
    public static string Of(long number, OtlpRequest request)
    {
        string run = request.Run is { } named ? "@" + named : "";
        string extension = request.Encoding == OtlpEncoding.Json ? "json" : "pb";
        return FormattableString.Invariant($"{number:D12}-{request.SignalPath.Replace('/', '+')}{run}.{extension}");
    }

    /// <summary>Reads a name; those of files that were not written to their end are none.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">Its name.</param>
    public static bool TryParse(string path, [NotNullWhen(true)] out OtlpRequestName? name)
    {
        Match match = Pattern.Match(Path.GetFileName(path));
        name = match.Success
            ? new OtlpRequestName(
                match.Groups["path"].Value.Replace('+', '/'),
                match.Groups["run"] is { Success: true } run ? run.Value : null,
                match.Groups["extension"].ValueSpan is "json" ? OtlpEncoding.Json : OtlpEncoding.Protobuf)
            : null;
        return match.Success;
    }

    /// <summary>The request of a file with this name.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<OtlpRequest> ReadAsync(string path, CancellationToken cancellation) =>
        new(SignalPath, await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false), Encoding) { Run = Run };

    [GeneratedRegex(@"(^|-)\d{12}-(?<path>[^@]*v1\+[a-z]+)(@(?<run>[^@]+))?\.(?<extension>json|pb)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }
}
