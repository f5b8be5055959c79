using System.Text.RegularExpressions;

namespace Tracing.Storage;

/// <summary>Where the tables are and how long their rows stay.</summary>
public sealed partial record StorageOptions
{
    /// <summary>
    /// Address of a ClickHouse HTTP interface, e.g. <c>http://127.0.0.1:8123</c>. Null: the embedded engine, reached through
    /// the handler that is given to <see cref="ClickHouseStore"/>.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>The database; made where it is missing.</summary>
    public string Database { get; init; } = "tracing";

    /// <summary>The ClickHouse user.</summary>
    public string User { get; init; } = "default";

    /// <summary>Its password.</summary>
    public string Password { get; init; } = "";

    /// <summary>
    /// Whether an insert is answered only after its parts are on disk. Null: true on the embedded engine, whose queue segments
    /// are released on that answer; a cluster keeps its own settings.
    /// </summary>
    public bool? FsyncAfterInsert { get; init; }

    /// <summary>Longest wait for one insert; past it the insert is in doubt and settled by counting.</summary>
    public TimeSpan InsertTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long rows stay, counted from their arrival.</summary>
    public RetentionOptions Retention { get; init; } = new();

    /// <summary>Bounds on one read.</summary>
    public ReadLimits Reads { get; init; } = new();

    /// <summary>Adds one sentence for each problem.</summary>
    /// <param name="key">The options' full key, e.g. <c>storage</c>.</param>
    /// <param name="problems">Where the sentences go.</param>
    public void Validate(string key, ICollection<string> problems)
    {
        if (Url is not null && !IsHttp(Url))
        {
            problems.Add($"{key}.url: not an http or https address.");
        }

        if (!DatabaseName().IsMatch(Database))
        {
            problems.Add($"{key}.database: a name is a letter or underscore, then at most 63 letters, digits and underscores.");
        }

        if (Url is not null && string.IsNullOrEmpty(User))
        {
            problems.Add($"{key}.user: must not be empty.");
        }

        if (InsertTimeout < TimeSpan.FromSeconds(1) || InsertTimeout > TimeSpan.FromHours(1))
        {
            problems.Add($"{key}.insertTimeout: must be between 1 second and 1 hour.");
        }

        Retention.Validate(key + ".retention", problems);
        Reads.Validate(key + ".reads", problems);
    }

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && (uri.Scheme is "http" or "https");

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,63}\z")]
    private static partial Regex DatabaseName();
}
