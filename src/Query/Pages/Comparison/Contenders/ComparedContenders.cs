using Microsoft.AspNetCore.Http;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages.Comparison.Contenders;

/// <summary>One side of a comparison over many tasks. At least one of both is given.</summary>
/// <param name="Agent">The agent; null is every agent.</param>
/// <param name="Model">The model; null is every model.</param>
public sealed record Contender(string? Agent, string? Model)
{
    /// <summary>How it is called.</summary>
    public string Name => (Agent, Model) switch
    {
        ({ } agent, { } model) => $"{agent} × {model}",
        _ => Agent ?? Model ?? "",
    };

    /// <summary>Its cells in a sweep.</summary>
    /// <param name="sweep">The sweep.</param>
    public CellFilter Cells(string sweep) => new() { Sweeps = [sweep], Agents = Agent is null ? null : [Agent], Models = Model is null ? null : [Model] };
}

/// <summary>Where the page of two agents, two models, or two agents with their models is: <c>/compare?agents=A,B&amp;models=M,N&amp;sweep=…&amp;axis=…</c>.</summary>
/// <param name="A">A.</param>
/// <param name="B">B.</param>
/// <param name="Sweep">The sweep; null is the newest that has both.</param>
/// <param name="Axis">The axis of the table of tasks; null is the pass rate.</param>
public sealed record ComparedContenders(Contender A, Contender B, string? Sweep, string? Axis = null)
{
    /// <summary>What must be the same in both cells of a pair.</summary>
    public IReadOnlyList<CellDimension> PairBy => (A.Agent, A.Model) switch
    {
        (not null, null) => [CellDimension.Model, CellDimension.Task],
        (null, not null) => [CellDimension.Agent, CellDimension.Task],
        _ => [CellDimension.Task],
    };

    /// <summary>Whether an address asks for this page.</summary>
    /// <param name="query">The query.</param>
    public static bool IsAskedFor(IQueryCollection query) => query.ContainsKey("agents") || query.ContainsKey("models");

    /// <summary>Reads an address.</summary>
    /// <param name="query"><c>agents</c> or <c>models</c> or both, each two names; <c>sweep</c> and <c>axis</c>.</param>
    /// <exception cref="UnclearRequestException">There are not two names, or both sides are the same.</exception>
    public static ComparedContenders Of(IQueryCollection query)
    {
        (string? agentA, string? agentB) = Two(query, "agents");
        (string? modelA, string? modelB) = Two(query, "models");
        ComparedContenders asked = new(new Contender(agentA, modelA), new Contender(agentB, modelB), One(query, "sweep"), One(query, "axis"));
        return asked.A == asked.B ? throw new UnclearRequestException("Both sides are the same. Name two that differ.") : asked;
    }

    /// <summary>Path of the page.</summary>
    public string Path => "/compare?" + string.Join('&', [.. Names("agents", A.Agent, B.Agent), .. Names("models", A.Model, B.Model), .. Names("sweep", Sweep), .. Names("axis", Axis)]);

    private static (string? First, string? Second) Two(IQueryCollection query, string key)
    {
        string?[] named = [.. query[key]];
        string?[] two = named is [{ } joined] ? joined.Split(',') : named;
        return two switch
        {
            [] => (null, null),
            [{ Length: > 0 } first, { Length: > 0 } second] => (first, second),
            _ => throw new UnclearRequestException($"'{key}' names two, as /compare?{key}=A,B; a name that holds a comma is given as {key}=A&{key}=B."),
        };
    }

    // A name that holds a comma has a parameter of its own.
    private static IEnumerable<string> Names(string key, params string?[] values)
    {
        string[] known = [.. values.OfType<string>()];
        return Array.Exists(known, value => value.Contains(',', StringComparison.Ordinal))
            ? known.Select(value => $"{key}={Uri.EscapeDataString(value)}")
            : known.Length == 0 ? [] : [$"{key}={string.Join(',', known.Select(Uri.EscapeDataString))}"];
    }

    private static string? One(IQueryCollection query, string key) => query[key] is [{ Length: > 0 } value] ? value : null;
}
