namespace Tracing.Query.Statistics.Prices;

/// <summary>What a model's tokens cost, each for a million of them.</summary>
public sealed record ModelPrice
{
    /// <summary>Name of the model as runs ask for it; <c>*</c> stands for any characters.</summary>
    public required string Model { get; init; }

    /// <summary>First day of the price, UTC; null holds from ever.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Tokens read that are in no cache.</summary>
    public required double Input { get; init; }

    /// <summary>Tokens read from a cache; null costs as <see cref="Input"/>.</summary>
    public double? CachedInput { get; init; }

    /// <summary>Tokens put into a cache; null costs as <see cref="Input"/>.</summary>
    public double? CacheCreation { get; init; }

    /// <summary>Tokens written.</summary>
    public required double Output { get; init; }
}
