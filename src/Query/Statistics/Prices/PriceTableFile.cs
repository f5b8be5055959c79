using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tracing.Query.Statistics.Prices;

/// <summary>
/// A price table as a JSON file: <c>version</c>, <c>currency</c> and <c>prices</c>, each with <c>model</c>, <c>input</c>,
/// <c>output</c>, and where they apply <c>cachedInput</c>, <c>cacheCreation</c> and <c>validFrom</c>.
/// </summary>
public static class PriceTableFile
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        // A misspelt name would price its tokens as if it were not there.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Reads a table.</summary>
    /// <param name="path">The file; null or empty is <see cref="PriceTable.None"/>.</param>
    /// <exception cref="FormatException">The file cannot be read or is no price table; the message is one sentence.</exception>
    public static PriceTable Read(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return PriceTable.None;
        }

        try
        {
            return Checked(JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), s_json) ?? throw new FormatException("holds no object."));
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new FormatException(fault is JsonException json ? $"is no price table: {json.Message}" : "cannot be read.", fault);
        }
    }

    private static PriceTable Checked(Content content)
    {
        if (string.IsNullOrWhiteSpace(content.Version))
        {
            throw new FormatException("has an empty version.");
        }

        if (content.Currency is not { Length: 3 } || !content.Currency.All(char.IsAsciiLetterUpper))
        {
            throw new FormatException("has a currency that is not three capital letters.");
        }

        foreach (ModelPrice price in content.Prices)
        {
            if (string.IsNullOrWhiteSpace(price.Model))
            {
                throw new FormatException("has a price without a model.");
            }

            double?[] numbers = [price.Input, price.CachedInput, price.CacheCreation, price.Output];
            if (Array.Exists(numbers, number => number is { } told && (told < 0 || !double.IsFinite(told))))
            {
                throw new FormatException($"has a price below 0 for '{price.Model}'.");
            }
        }

        return content.Prices.GroupBy(price => (price.Model, price.ValidFrom)).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new FormatException($"prices '{twice.Key.Model}' twice from the same day.")
            : new PriceTable(content.Version, content.Currency, content.Prices);
    }

    private sealed record Content
    {
        public required string Version { get; init; }

        public required string Currency { get; init; }

        public required IReadOnlyList<ModelPrice> Prices { get; init; }
    }
}
