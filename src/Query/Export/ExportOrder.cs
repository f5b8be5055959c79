namespace Tracing.Query.Export;

/// <summary>What is to be exported.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Directory">The folder that is made.</param>
/// <param name="Replace">Whether it may take the place of an earlier export.</param>
/// <param name="Formats">What is written.</param>
public sealed record ExportOrder(string Sweep, string Directory, bool Replace = false, ExportFormats Formats = ExportFormats.All);

/// <summary>What an export holds.</summary>
[Flags]
public enum ExportFormats
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Pages, badges and cards.</summary>
    Pages = 1,

    /// <summary>The spans, log records and artifacts of each run as OTLP/JSON.</summary>
    Otlp = 2,

    /// <summary>All that was read of each run as JSON lines.</summary>
    Jsonl = 4,

    /// <summary>The terminal's recording of each run.</summary>
    Cast = 8,

    /// <summary>All of it.</summary>
    All = Pages | Otlp | Jsonl | Cast,
}

/// <summary>How far an export is, and in the end what it holds.</summary>
/// <param name="Cells">Cells that are written.</param>
/// <param name="AllCells">Cells of the sweep.</param>
/// <param name="Runs">Runs that are written.</param>
/// <param name="Files">Files that are written.</param>
/// <param name="Bytes">Their bytes.</param>
public sealed record ExportProgress(int Cells, int AllCells, int Runs, int Files, long Bytes);
