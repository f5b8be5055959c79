using System.Globalization;
using System.Text;
using Tracing.Storage.Columns;
using Tracing.Vocabulary;

namespace Tracing.Collector.Decode;

/// <summary>
/// Reads which cell and trial a resource belongs to: <c>bench.cell.id</c>, or sweep, agent, model and task. Where both are
/// there and disagree, the parts win.
/// </summary>
internal sealed class CellIdentity(Findings findings)
{
    /// <summary>Reads the identity.</summary>
    /// <param name="resource">The resource's attributes, open.</param>
    /// <returns>The cell's id and the trial, or null where the resource names no cell.</returns>
    public (string CellId, long Trial)? Read(MapColumns resource)
    {
        string? sweep = Text(resource, BenchAttributes.SweepId);
        string? agent = Text(resource, BenchAttributes.AgentName);
        string? model = Text(resource, BenchAttributes.ModelName) ?? Text(resource, GenAiAttributes.RequestModel);
        string? task = Text(resource, BenchAttributes.TaskId);
        string? whole = Text(resource, BenchAttributes.CellId);
        int? markedTrial = null;
        string? id = null;
        if (whole is not null)
        {
            if (!CellId.TryParse(whole, out CellId? cell, out markedTrial))
            {
                findings.Warn(DecodeWarning.CellIdInvalid);
            }
            else
            {
                id = cell.ToString();
                sweep ??= cell.Sweep;
                agent ??= cell.Agent;
                model ??= cell.Model;
                task ??= cell.TaskId;
            }
        }

        if (sweep is not null && agent is not null && model is not null && task is not null)
        {
            id = Join(id, $"{sweep}/{agent}/{model}/{task}", task);
        }

        return id is null ? null : (id, Trial(resource) ?? markedTrial ?? 1);
    }

    private static string? Text(MapColumns resource, string key) =>
        AttributeLookup.TryFindText(resource, Encoding.UTF8.GetBytes(key), out ReadOnlySpan<byte> text) && !text.IsEmpty
            ? Encoding.UTF8.GetString(text)
            : null;

    private string? Join(string? id, string parts, string task)
    {
        if (!CellId.TryParse(parts, out CellId? cell, out _) || !string.Equals(cell.TaskId, task, StringComparison.Ordinal))
        {
            findings.Warn(DecodeWarning.CellIdInvalid);
            return id;
        }

        if (id is not null && !string.Equals(id, cell.ToString(), StringComparison.Ordinal))
        {
            findings.Warn(DecodeWarning.CellIdDisagrees);
        }

        return cell.ToString();
    }

    // OTEL_RESOURCE_ATTRIBUTES makes strings of everything, so digits count as an int.
    private long? Trial(MapColumns resource)
    {
        if (!AttributeLookup.TryFind(resource, "bench.trial"u8, out ReadOnlySpan<byte> text, out byte type))
        {
            return null;
        }

        if (type is AttributeTypes.Int or AttributeTypes.Text &&
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long trial) && trial is > 0 and <= uint.MaxValue)
        {
            return trial;
        }

        findings.Warn(DecodeWarning.TrialInvalid);
        return null;
    }
}
