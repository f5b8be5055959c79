using Tracing.Storage.Connection;

namespace Tracing.Storage.Schema;

/// <summary>
/// Brings a database to the history of this program: each migration once, in order, remembered with its checksum.
/// Two processes that start together may both run one: every migration is idempotent, and what both remember is the same row.
/// </summary>
internal sealed class Migrator(EngineSession session, IReadOnlyList<Migration> history, TimeProvider time)
{
    private const string MakeHistory = """
        CREATE TABLE IF NOT EXISTS schema_migrations
        (
          `Number` UInt32,
          `Name` String,
          `Sha256` String,
          `AppliedAt` DateTime64(9)
        )
        ENGINE = ReplacingMergeTree
        ORDER BY (Number, Name, Sha256)
        """;

    private const string ReadHistory = "SELECT DISTINCT Number, Name, Sha256 FROM schema_migrations ORDER BY Number, Name, Sha256";

    private const string Remember = """
        INSERT INTO schema_migrations (Number, Name, Sha256, AppliedAt)
        SELECT {number:UInt32}, {name:String}, {sha256:String}, fromUnixTimestamp64Nano({at:Int64})
        """;

    private static readonly Dictionary<string, object> WriteSettings = new() { ["async_insert"] = 0, ["insert_deduplicate"] = 0 };

    /// <summary>Applies what is missing.</summary>
    /// <returns>Names of the applied migrations.</returns>
    /// <exception cref="SchemaFailure">An applied migration was edited, or is not known here.</exception>
    public async Task<IReadOnlyList<string>> ApplyAsync(CancellationToken cancellationToken)
    {
        await session.CreateDatabaseAsync(cancellationToken);
        await session.ExecuteAsync(MakeHistory, null, null, cancellationToken);
        HashSet<int> applied = Check(await ReadAsync(cancellationToken));

        var names = new List<string>();
        foreach (Migration migration in history.Where(migration => !applied.Contains(migration.Number)))
        {
            // Another process may be further by now, and have made anew what this would drop.
            if (migration.Drops && Check(await ReadAsync(cancellationToken)).Contains(migration.Number))
            {
                continue;
            }

            await session.ExecuteAsync(migration.Sql, null, null, cancellationToken);
            await RememberAsync(migration, cancellationToken);
            names.Add(migration.Name);
        }

        // Another process of another version may have started meanwhile.
        if (names.Count > 0)
        {
            Check(await ReadAsync(cancellationToken));
        }

        return names;
    }

    private HashSet<int> Check(List<(int Number, string Name, string Sha256)> applied)
    {
        Dictionary<int, Migration> known = history.ToDictionary(migration => migration.Number);
        foreach ((int number, string name, string sha256) in applied)
        {
            if (!known.TryGetValue(number, out Migration? migration))
            {
                throw new SchemaFailure($"database {session.Database}: migration {name} is not known to this program; a newer one made it, use that one.");
            }

            if (!string.Equals(migration.Sha256, sha256, StringComparison.Ordinal) || !string.Equals(migration.Name, name, StringComparison.Ordinal))
            {
                throw new SchemaFailure($"database {session.Database}: migration {name} was applied with another text than this program's {migration.Name}; use the program that applied it, or another database.");
            }
        }

        return [.. applied.Select(row => row.Number)];
    }

    private async Task<List<(int Number, string Name, string Sha256)>> ReadAsync(CancellationToken cancellationToken) =>
        await session.QueryAsync(
            new QueryText<(int, string, string)>(ReadHistory, null, row => ((int)row.UInt32(), row.Text(), row.Text())),
            null,
            cancellationToken);

    private Task RememberAsync(Migration migration, CancellationToken cancellationToken)
    {
        Parameters values = new Parameters()
            .UInt32("number", (uint)migration.Number)
            .String("name", migration.Name)
            .String("sha256", migration.Sha256)
            .Int64("at", time.GetUtcNow().ToUnixNanoseconds());
        return session.ExecuteAsync(Remember, values, WriteSettings, cancellationToken);
    }
}
