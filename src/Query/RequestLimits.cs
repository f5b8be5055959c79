using System.Globalization;

namespace Tracing.Query;

/// <summary>
/// What one GraphQL request may ask for. Bodies, documents and their shape are refused before validation,
/// cost before execution, rows and time while executing.
/// </summary>
public sealed record RequestLimits
{
    /// <summary>Largest POST body, bytes; more is answered 413.</summary>
    public int MaxBodyBytes { get; init; } = 1 << 20;

    /// <summary>Longest document, characters.</summary>
    public int MaxDocumentLength { get; init; } = 64 * 1024;

    /// <summary>Deepest nesting the parser follows, of any construct.</summary>
    public int MaxParserDepth { get; init; } = 64;

    /// <summary>Selections (fields, spreads, inline fragments) written in a document.</summary>
    public int MaxSelections { get; init; } = 1_000;

    /// <summary>Fields of a document after every fragment is written out where it is spread.</summary>
    public int MaxFields { get; init; } = 5_000;

    /// <summary>Aliases after every fragment is written out.</summary>
    public int MaxAliases { get; init; } = 100;

    /// <summary>Directives written in a document.</summary>
    public int MaxDirectives { get; init; } = 100;

    /// <summary>Variables and fragments declared in a document, each.</summary>
    public int MaxDefinitions { get; init; } = 100;

    /// <summary>Deepest field; the introspection query of the usual tools needs 15.</summary>
    public int MaxDepth { get; init; } = 16;

    /// <summary>Highest cost: about one a value that may be returned, a list counted by its page size.</summary>
    public int MaxComplexity { get; init; } = 250_000;

    /// <summary>Largest <c>first</c> of a connection.</summary>
    public int MaxPageSize { get; init; } = 1_000;

    /// <summary>Page size where <c>first</c> is absent.</summary>
    public int DefaultPageSize { get; init; } = 50;

    /// <summary>Most items that the lists of one kind may have together in one answer: spans, calls, scores.</summary>
    public int MaxListItems { get; init; } = 10_000;

    /// <summary>Most bytes of the text of one artifact.</summary>
    public int MaxContentBytes { get; init; } = 1 << 20;

    /// <summary>Most values in one list of a filter.</summary>
    public int MaxFilterValues { get; init; } = 100;

    /// <summary>Most characters of one value of a filter.</summary>
    public int MaxFilterLength { get; init; } = 1_024;

    /// <summary>Time from the request's arrival to its answer; then the engine is told to stop.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Requests in execution at one time; more are answered 503 with Retry-After.</summary>
    public int MaxConcurrent { get; init; } = 64;

    /// <summary>Adds one sentence for every problem.</summary>
    /// <param name="key">Full key of this record, <c>query.limits</c>.</param>
    /// <param name="problems">Receives the sentences.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        Positive(key + ".maxBodyBytes", MaxBodyBytes, problems);
        Positive(key + ".maxDocumentLength", MaxDocumentLength, problems);
        Positive(key + ".maxSelections", MaxSelections, problems);
        Positive(key + ".maxFields", MaxFields, problems);
        Positive(key + ".maxAliases", MaxAliases, problems);
        Positive(key + ".maxDirectives", MaxDirectives, problems);
        Positive(key + ".maxDefinitions", MaxDefinitions, problems);
        Positive(key + ".maxDepth", MaxDepth, problems);
        Positive(key + ".maxComplexity", MaxComplexity, problems);
        Positive(key + ".maxPageSize", MaxPageSize, problems);
        Positive(key + ".defaultPageSize", DefaultPageSize, problems);
        Positive(key + ".maxListItems", MaxListItems, problems);
        Positive(key + ".maxContentBytes", MaxContentBytes, problems);
        Positive(key + ".maxFilterValues", MaxFilterValues, problems);
        Positive(key + ".maxFilterLength", MaxFilterLength, problems);
        Positive(key + ".maxConcurrent", MaxConcurrent, problems);
        if (MaxParserDepth is < 8 or > 128)
        {
            problems.Add($"{key}.maxParserDepth: lies between 8 and 128.");
        }

        if (DefaultPageSize > MaxPageSize)
        {
            problems.Add($"{key}.defaultPageSize: is at most {key}.maxPageSize.");
        }

        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromMinutes(10))
        {
            problems.Add($"{key}.timeout: lies between 0 and 10 minutes.");
        }
    }

    private static void Positive(string key, int value, ICollection<string> problems)
    {
        if (value <= 0)
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{key}: {value} is not above 0."));
        }
    }
}
