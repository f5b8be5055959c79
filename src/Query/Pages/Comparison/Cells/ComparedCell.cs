using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tracing.Storage.Reads;

namespace Tracing.Query.Pages.Comparison.Cells;

/// <summary>One side of a comparison of two cells.</summary>
/// <param name="Address">The cell.</param>
/// <param name="Sweep">The sweep; null is the newest that has the cell.</param>
/// <param name="Trial">The trial that is shown; null is the first that counts.</param>
public sealed record ComparedCell(CellAddress Address, string? Sweep, uint? Trial)
{
    /// <summary>A cell in its sweep.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="trial">The trial; null is the first that counts.</param>
    public static ComparedCell Of(CellRow cell, uint? trial = null) => new(new CellAddress(cell.Agent, cell.Model, cell.Category, cell.Task), cell.Sweep, trial);
}

/// <summary>Where the page of two cells is: <c>/compare?a=AGENT/MODEL/CATEGORY/TASK&amp;b=…&amp;sweep=…</c>.</summary>
/// <param name="A">A.</param>
/// <param name="B">B.</param>
public sealed record ComparedCells(ComparedCell A, ComparedCell B)
{
    /// <summary>Reads an address.</summary>
    /// <param name="query"><c>a</c> and <c>b</c>; <c>sweepA</c> and <c>sweepB</c>, or <c>sweep</c> for both; <c>trialA</c> and <c>trialB</c>.</param>
    /// <exception cref="UnclearRequestException">A side is missing or cannot be read, or both are the same.</exception>
    public static ComparedCells Of(IQueryCollection query)
    {
        ComparedCells cells = new(Side(query, "a", "sweepA", "trialA"), Side(query, "b", "sweepB", "trialB"));
        return cells.A == cells.B
            ? throw new UnclearRequestException("Both sides are the same cell. Choose another one for b, or two of its trials by trialA and trialB.")
            : cells;
    }

    /// <summary>Path of the page.</summary>
    public string Path
    {
        get
        {
            string sweeps = A.Sweep == B.Sweep ? Named("sweep", A.Sweep) : Named("sweepA", A.Sweep) + Named("sweepB", B.Sweep);
            return $"/compare?a={Text(A.Address)}&b={Text(B.Address)}{sweeps}{Named("trialA", Number(A.Trial))}{Named("trialB", Number(B.Trial))}";
        }
    }

    private static string Named(string key, string? value) => value is null ? "" : $"&{key}={Uri.EscapeDataString(value)}";

    private static string? Number(uint? trial) => trial?.ToString(CultureInfo.InvariantCulture);

    // A slash needs no escape in a query, and is read more easily.
    private static string Text(CellAddress cell) =>
        string.Join('/', $"{cell.Agent}/{cell.Model}/{cell.Category}/{cell.Task}".Split('/').Select(Uri.EscapeDataString));

    private static ComparedCell Side(IQueryCollection query, string cell, string sweep, string trial)
    {
        if (One(query, cell) is not { } path)
        {
            throw new UnclearRequestException($"The cell '{cell}' is missing: /compare?a=AGENT/MODEL/CATEGORY/TASK&b=AGENT/MODEL/CATEGORY/TASK compares two cells, /compare?agents=A,B two agents, /compare?models=A,B two models.");
        }

        CellAddress address = CellAddress.Of(path) ?? throw new UnclearRequestException($"'{cell}' names no cell: a cell is AGENT/MODEL/CATEGORY/TASK, and the model may hold slashes.");
        return new ComparedCell(address, One(query, sweep) ?? One(query, "sweep"), Trial(query, trial));
    }

    private static uint? Trial(IQueryCollection query, string key) => One(query, key) switch
    {
        null => null,
        { } text when uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out uint trial) => trial,
        _ => throw new UnclearRequestException($"'{key}' is the number of a trial, such as 1."),
    };

    private static string? One(IQueryCollection query, string key) => query[key] is [{ Length: > 0 } value] ? value : null;
}
