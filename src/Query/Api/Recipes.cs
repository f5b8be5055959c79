using System.Text.Json;
using Tracing.Query.Api.Types;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api;

/// <summary>
/// How to run a cell again: the image by its digest, and the command that was recorded. What was not recorded is not made up, so
/// a run without an image has no recipe.
/// </summary>
public static class Recipes
{
    private const string Digest = "sha256:";
    private const string Note = "Comparable, not guaranteed identical: models are not deterministic. Endpoint and key of the model are yours to add.";

    /// <summary>The recipes of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="command">The words of its container's command as a JSON list; null where not recorded.</param>
    public static IReadOnlyList<RecipeView> Of(RunRow? run, string? command)
    {
        if (ImageOf(run) is not { } named)
        {
            return [];
        }

        bool exact = run?.ImageDigest is { Length: > 0 };
        string image = ShellWord.Quote(named);
        RecipeView pull = new(exact ? "Pull the exact image of this run" : "Pull the image of this run (its digest was not recorded)", "sh", $"docker pull {image}", Note);
        return Words(command) is { Length: > 0 } words
            ? [pull, new RecipeView("Run what this run ran", "sh", $"docker run --rm {image} {string.Join(' ', words.Select(ShellWord.Quote))}", Note)]
            : [pull, new RecipeView("Run the image; its command was not recorded", "sh", $"docker run --rm {image}", Note)];
    }

    /// <summary>The image of a run, by its digest where that was recorded; null where no image was.</summary>
    /// <param name="run">The run.</param>
    public static string? ImageOf(RunRow? run) => run?.ContainerImage is { Length: > 0 } recorded ? Exact(recorded, run.ImageDigest) : null;

    // A digest may come with its algorithm twice; it is written once.
    private static string Exact(string image, string? digest)
    {
        string name = image.Split('@')[0];
        string? hash = digest;
        while (hash?.StartsWith(Digest, StringComparison.Ordinal) == true)
        {
            hash = hash[Digest.Length..];
        }

        return string.IsNullOrEmpty(hash) ? name : $"{name}@{Digest}{hash}";
    }

    private static string[]? Words(string? command)
    {
        try
        {
            return command is null ? null : JsonSerializer.Deserialize<string[]>(command);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
