using System.Globalization;
using System.Text.RegularExpressions;
using Tracing.Storage.Columns;
using Tracing.Storage.Connection;

namespace Tracing.Storage.Schema;

/// <summary>
/// Retention and durability of the raw tables follow the options: what differs is altered at the start. They are no
/// migrations, because options change and history does not.
/// </summary>
internal sealed partial class TableTuning(EngineSession session, StorageOptions options)
{
    private const string ReadDefinition =
        "SELECT create_table_query FROM system.tables WHERE database = currentDatabase() AND name = {table:String}";

    private bool Fsync => options.FsyncAfterInsert ?? options.Url is null;

    /// <summary>Alters what differs.</summary>
    /// <returns>Names of the tables that were altered.</returns>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken cancellationToken)
    {
        var changed = new List<string>();
        foreach ((string table, TimeSpan? retention) in Tables())
        {
            List<string> definition = await session.QueryAsync(
                new QueryText<string>(ReadDefinition, new Parameters().String("table", table), row => row.Text()),
                null,
                cancellationToken);
            if (definition.Count == 0)
            {
                throw new SchemaFailure($"database {session.Database}: table {table} is missing though its migration was applied.");
            }

            bool altered = await RetainAsync(table, retention, definition[0], cancellationToken);
            altered |= await FsyncAsync(table, definition[0], cancellationToken);
            if (altered)
            {
                changed.Add(table);
            }
        }

        return changed;
    }

    private (string Table, TimeSpan? Retention)[] Tables() =>
    [
        (TableLayouts.Spans.Table, options.Retention.Spans),
        (TableLayouts.Logs.Table, options.Retention.Logs),
        (TableLayouts.ArtifactChunks.Table, options.Retention.Artifacts),
    ];

    private async Task<bool> RetainAsync(string table, TimeSpan? retention, string definition, CancellationToken cancellationToken)
    {
        Match match = OurTtl().Match(definition);
        long? present = match.Success ? long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        long? wanted = retention is null ? null : (long)retention.Value.TotalSeconds;
        if (present == wanted)
        {
            return false;
        }

        // Existing parts learn their new date in the background; only their small TTL files are written again.
        string alter = wanted is null
            ? $"ALTER TABLE {table} REMOVE TTL"
            : string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE {table} MODIFY TTL toDateTime(IngestedAt) + toIntervalSecond({wanted})");
        await session.ExecuteAsync(alter, null, new Dictionary<string, object> { ["mutations_sync"] = 0, ["alter_sync"] = 1 }, cancellationToken);
        return true;
    }

    private async Task<bool> FsyncAsync(string table, string definition, CancellationToken cancellationToken)
    {
        if (options.FsyncAfterInsert is null && options.Url is not null)
        {
            return false;
        }

        bool present = definition.Contains("fsync_after_insert = 1", StringComparison.Ordinal) &&
            definition.Contains("fsync_part_directory = 1", StringComparison.Ordinal);
        if (present == Fsync)
        {
            return false;
        }

        int value = Fsync ? 1 : 0;
        await session.ExecuteAsync(
            $"ALTER TABLE {table} MODIFY SETTING fsync_after_insert = {value}, fsync_part_directory = {value}", null, null, cancellationToken);
        return true;
    }

    [GeneratedRegex(@"\bTTL toDateTime\(IngestedAt\) \+ toIntervalSecond\((\d+)\)")]
    private static partial Regex OurTtl();
}
