using Tracing.Storage.Connection;

namespace Tracing.Storage.Reads;

/// <summary>Id of the cell of an agent, a model and a task in the newest sweep that has it; no row where there is none.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="Model">The model.</param>
/// <param name="Category">The task's category.</param>
/// <param name="Task">The task's name.</param>
public sealed record NewestCell(string Agent, string Model, string Category, string Task) : Question<string>
{
    private const string Sql = """
        SELECT CellId
        FROM runs FINAL
        WHERE Agent = {agent:String} AND Model = {model:String} AND Category = {category:String} AND Task = {task:String}
        GROUP BY CellId
        ORDER BY max(StartedAt) DESC NULLS LAST, CellId DESC
        LIMIT 1
        """;

    internal override QueryText<string> ToQuery() => new(
        Sql,
        new Parameters().String("agent", Agent).String("model", Model).String("category", Category).String("task", Task),
        row => row.Text());
}
