namespace Tracing.Query.Statistics.Prices;

/// <summary>Tokens of runs together.</summary>
/// <param name="Prompt">Tokens read, those of caches included.</param>
/// <param name="Cached">Of those, read from a cache; null where not recorded.</param>
/// <param name="CacheCreation">Of those, put into a cache; null where not recorded.</param>
/// <param name="Completion">Tokens written.</param>
public readonly record struct TokenSums(double Prompt, double? Cached, double? CacheCreation, double Completion);
