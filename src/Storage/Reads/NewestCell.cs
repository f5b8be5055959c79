namespace Tracing.Storage.Reads;

/// <summary>Id of the cell of an agent, a model and a task in the newest sweep that has it; no row where there is none.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Model">The model.</param>
/// <param name="Category">The task's category.</param>
/// <param name="Task">The task's name.</param>
public sealed record NewestCell(string Agent, string Model, string Category, string Task) : SteppedQuestion<string>
{
    internal override async Task<IReadOnlyList<string>> AnswerAsync(StoreReader reads, CancellationToken cancellationToken)
    {
        var filter = new CellFilter { Agents = [Agent], Models = [Model], Categories = [Category], Tasks = [Task] };
        IReadOnlyList<CellRow> newest = await reads.AskAsync(new CellsPage(filter, CellOrder.Newest, Limit: 1), cancellationToken);
        return [.. newest.Select(cell => cell.CellId)];
    }
}
