using System.Diagnostics.CodeAnalysis;
using Tracing.EmbeddedClickHouse;

namespace Tracing.EngineFixture;

/// <summary>
/// The embedded engine, opened once a test process in a temporary folder that is deleted at the end.
/// Use it as an assembly fixture: <c>[assembly: AssemblyFixture(typeof(EngineFixture))]</c>.
/// </summary>
public sealed class EngineFixture : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("tracing-engine-");
    private readonly Lazy<Engine> engine;
    private int databases;

    public EngineFixture() =>
        engine = new Lazy<Engine>(() => Engine.Open(new EngineOptions { DataPath = Path.Combine(folder.FullName, "data") }));

    /// <summary>The engine; opened at the first use.</summary>
    public Engine Engine => engine.Value;

    /// <summary>Makes an empty database that no other test uses.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancel = default)
    {
        var database = new TestDatabase(Engine, $"test_{Environment.ProcessId}_{Interlocked.Increment(ref databases)}");
        await database.ExecuteAsync($"CREATE DATABASE {database.Name}", cancel);
        return database;
    }

    /// <summary>Closes the engine and deletes its folder.</summary>
    [SuppressMessage("Usage", "CA1816:Dispose methods should call SuppressFinalize", Justification = "Sealed, no finalizer.")]
    public async ValueTask DisposeAsync()
    {
        if (engine.IsValueCreated)
        {
            await engine.Value.DisposeAsync();
        }

        folder.Delete(true);
    }
}
