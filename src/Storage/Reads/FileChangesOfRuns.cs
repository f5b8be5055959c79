using Tracing.Storage.Connection;
using Tracing.Storage.Reads.Mapping;
using Tracing.Vocabulary;

namespace Tracing.Storage.Reads;

/// <summary>A change to a file of the task, as it was told. Empty: not told.</summary>
public sealed record FileChangeRow
{
    /// <summary>The run.</summary>
    public required string RunId { get; init; }

    /// <summary>When it was told, nanoseconds since 1970.</summary>
    public required long TimeUnixNano { get; init; }

    /// <summary>Path within the task.</summary>
    public required string Path { get; init; }

    /// <summary>Path before a renaming.</summary>
    public required string PreviousPath { get; init; }

    /// <summary><c>added</c>, <c>removed</c>, <c>modified</c> or <c>renamed</c>.</summary>
    public required string Change { get; init; }

    /// <summary><c>true</c> or <c>false</c>: whether the task expected it.</summary>
    public required string Expected { get; init; }

    /// <summary>Hash of the content before, lowercase hex.</summary>
    public required string Sha256Before { get; init; }

    /// <summary>Hash of the content after, lowercase hex.</summary>
    public required string Sha256After { get; init; }

    /// <summary>Unified diff.</summary>
    public required string Diff { get; init; }
}

/// <summary>
/// Changes to files, by run, path and time: log records and span events of that name, those that were bound later included. A change that was sent twice comes once.
/// </summary>
/// <param name="RunIds">The runs.</param>
/// <param name="Limit">Most changes.</param>
public sealed record FileChangesOfRuns(IReadOnlyCollection<string> RunIds, int Limit = 10_000) : Question<FileChangeRow>
{
    private static string Sql(bool bound) => $$"""
        SELECT RunId, Time, Facts['{{StandardAttributes.FilePath}}'], Facts['{{BenchAttributes.ChangeFrom}}'], Facts['{{BenchAttributes.Change}}'],
          Facts['{{BenchAttributes.ChangeExpected}}'], Facts['{{BenchAttributes.ChangeSha256Before}}'], Facts['{{BenchAttributes.ChangeSha256After}}'], Diff
        FROM
        (
          SELECT RunId, toUnixTimestamp64Nano(Timestamp) AS Time, CAST(LogAttributes, 'Map(String, String)') AS Facts, Body AS Diff
          FROM {{RunRecords.OfLogs(bound, "Timestamp, RowId, LogAttributes, Body", "EventName = {event:String}")}}
          UNION ALL
          SELECT RunId, toUnixTimestamp64Nano(Happened.1) AS Time, CAST(Happened.3, 'Map(String, String)') AS Facts, '' AS Diff
          FROM
          (
            SELECT RunId, arrayJoin(arrayFilter(one -> one.2 = {event:String}, arrayZip(Events.Timestamp, Events.Name, Events.Attributes))) AS Happened
            FROM {{RunRecords.Of("otel_traces", "Events.Timestamp, Events.Name, Events.Attributes", "has(Events.Name, {event:String})")}}
          )
        )
        ORDER BY RunId, Facts['{{StandardAttributes.FilePath}}'], Time
        LIMIT 1 BY RunId, Time, Facts['{{StandardAttributes.FilePath}}'], Facts['{{BenchAttributes.Change}}']
        LIMIT {limit:UInt32}
        """;

    internal override async Task<IReadOnlyList<FileChangeRow>> AnswerAsync(StoreReader reads, CancellationToken cancellationToken) =>
        await reads.RunAsync(ToQuery(await BoundLogs.AnyAsync(RunIds, reads, cancellationToken)), cancellationToken);

    internal override QueryText<FileChangeRow> ToQuery() => ToQuery(bound: true);

    private QueryText<FileChangeRow> ToQuery(bool bound) => new(
        Sql(bound),
        new Parameters().Strings("runs", RunIds).String("event", EventNames.FileChange).UInt32("limit", (uint)Limit),
        Read);

    private static FileChangeRow Read(RowReader row) => new()
    {
        RunId = row.Text(),
        TimeUnixNano = row.Int64(),
        Path = row.Text(),
        PreviousPath = row.Text(),
        Change = row.Text(),
        Expected = row.Text(),
        Sha256Before = row.Text(),
        Sha256After = row.Text(),
        Diff = row.Text(),
    };
}
