using System.Text.RegularExpressions;

namespace Tracing.Query.Statistics.Prices;

/// <summary>
/// Prices of models, as a user supplies them. Nothing is shipped: prices change, and a number that nobody checked is no cost.
/// Of the prices that fit a model's name the one with the most literal characters holds, and of those the last before the run.
/// </summary>
public sealed class PriceTable
{
    /// <summary>Period of a run whose start was not recorded.</summary>
    public const int UnknownPeriod = -1;

    private const double Million = 1e6;

    private readonly (ModelPrice Price, Regex Name, int Literals, int FromPeriod)[] _prices;

    /// <summary>Makes a table.</summary>
    /// <param name="version">Its version, told beside every cost.</param>
    /// <param name="currency">Its currency, <c>USD</c>.</param>
    /// <param name="prices">The prices.</param>
    public PriceTable(string version, string currency, IReadOnlyList<ModelPrice> prices)
    {
        Version = version;
        Currency = currency;
        DateOnly[] days = [.. prices.Where(price => price.ValidFrom is not null).Select(price => price.ValidFrom!.Value).Distinct().Order()];
        Changes = [.. days.Select(UnixNano)];
        _prices =
        [
            .. prices.Select(price => (
                price,
                new Regex("^" + Regex.Escape(price.Model).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.NonBacktracking | RegexOptions.Singleline),
                price.Model.Count(letter => letter != '*'),
                price.ValidFrom is { } day ? Array.IndexOf(days, day) + 1 : 0)),
        ];
    }

    /// <summary>The table where none was supplied.</summary>
    public static PriceTable None { get; } = new("", "", []);

    /// <summary>Its version; empty where none was supplied.</summary>
    public string Version { get; }

    /// <summary>Its currency; empty where none was supplied.</summary>
    public string Currency { get; }

    /// <summary>Its version; null where none was supplied.</summary>
    public string? KnownVersion => Version.Length == 0 ? null : Version;

    /// <summary>Its currency; null where none was supplied.</summary>
    public string? KnownCurrency => Currency.Length == 0 ? null : Currency;

    /// <summary>When prices change, nanoseconds since 1970, ascending. A run's period is how many of them are not after its start.</summary>
    public IReadOnlyList<long> Changes { get; }

    /// <summary>The period of a run.</summary>
    /// <param name="startedAt">Its start, nanoseconds since 1970; null was not recorded.</param>
    public int PeriodOf(long? startedAt) => startedAt is { } start ? Changes.Count(change => change <= start) : UnknownPeriod;

    /// <summary>The price of a model in a period.</summary>
    /// <param name="model">The model.</param>
    /// <param name="period">The period.</param>
    /// <returns>Null where there is none, and where the period is unknown and the model's price has changed.</returns>
    public ModelPrice? Of(string model, int period)
    {
        var fitting = _prices.Where(entry => entry.Name.IsMatch(model)).ToArray();
        if (fitting.Length == 0)
        {
            return null;
        }

        int literals = fitting.Max(entry => entry.Literals);
        fitting = [.. fitting.Where(entry => entry.Literals == literals)];
        return period == UnknownPeriod && Array.Exists(fitting, entry => entry.FromPeriod > 0)
            ? null
            : fitting.Where(entry => entry.FromPeriod <= Math.Max(period, 0)).OrderBy(entry => entry.FromPeriod).LastOrDefault().Price;
    }

    /// <summary>What tokens cost.</summary>
    /// <param name="price">The price.</param>
    /// <param name="tokens">The tokens.</param>
    /// <returns>Null where the price parts what was not told apart.</returns>
    public static double? Cost(ModelPrice price, TokenSums tokens)
    {
        if ((price.CachedInput is not null && tokens.Cached is null) || (price.CacheCreation is not null && tokens.CacheCreation is null))
        {
            return null;
        }

        double cached = tokens.Cached ?? 0;
        double created = tokens.CacheCreation ?? 0;
        return (((tokens.Prompt - cached - created) * price.Input) + (cached * (price.CachedInput ?? price.Input)) +
            (created * (price.CacheCreation ?? price.Input)) + (tokens.Completion * price.Output)) / Million;
    }

    private static long UnixNano(DateOnly day) =>
        (day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks * 100;
}
