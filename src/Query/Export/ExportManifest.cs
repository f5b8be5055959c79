using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tracing.Query.Export;

/// <summary>What an export holds: the file <c>manifest.json</c> beside the others.</summary>
internal sealed record ExportManifest
{
    /// <summary>Its name in the folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>The form of export that this program writes.</summary>
    public const string Form = "tracing-export/1";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>The form.</summary>
    public required string Format { get; init; }

    /// <summary>The sweep.</summary>
    public required string Sweep { get; init; }

    /// <summary>Every file but this one, by name.</summary>
    public required IReadOnlyList<ExportedFile> Files { get; init; }

    /// <summary>Writes it.</summary>
    /// <param name="output">Receives it.</param>
    /// <param name="cancellation">Stops.</param>
    public Task WriteAsync(Stream output, CancellationToken cancellation) => JsonSerializer.SerializeAsync(output, this, Json, cancellation);

    /// <summary>Reads the manifest of a folder.</summary>
    /// <param name="directory">The folder.</param>
    /// <returns>Null where it has none of this form.</returns>
    public static ExportManifest? Of(string directory)
    {
        try
        {
            using FileStream file = File.OpenRead(Path.Join(directory, FileName));
            return JsonSerializer.Deserialize<ExportManifest>(file, Json) is { Format: Form } manifest ? manifest : null;
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return null;
        }
    }
}

/// <summary>A file of an export.</summary>
/// <param name="Path">Its name, from the export's folder, with <c>/</c>.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its hash, lowercase hex.</param>
/// <param name="Of">The address on the service that it stands for; null where it stands for none.</param>
internal sealed record ExportedFile(string Path, long Bytes, string Sha256, string? Of);
