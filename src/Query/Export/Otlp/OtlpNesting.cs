using System.Text.Json;

namespace Tracing.Query.Export.Otlp;

/// <summary>What an export request has around its records: those of one resource together, and within them those of one scope.</summary>
/// <param name="Outer">Key of the list of resources.</param>
/// <param name="Inner">Key of the list of scopes.</param>
/// <param name="Records">Key of the list of records.</param>
internal sealed record OtlpNesting(string Outer, string Inner, string Records)
{
    /// <summary><c>ExportTraceServiceRequest</c>.</summary>
    public static OtlpNesting Traces { get; } = new("resourceSpans", "scopeSpans", "spans");

    /// <summary><c>ExportLogsServiceRequest</c>.</summary>
    public static OtlpNesting Logs { get; } = new("resourceLogs", "scopeLogs", "logRecords");

    /// <summary>Writes a request.</summary>
    /// <typeparam name="TRow">A record.</typeparam>
    /// <param name="json">Receives it.</param>
    /// <param name="rows">The records.</param>
    /// <param name="of">Resource and scope of a record; without a scope none is written.</param>
    /// <param name="write">Writes a record.</param>
    public void Write<TRow>(Utf8JsonWriter json, IEnumerable<TRow> rows, Func<TRow, (OtlpResource Resource, OtlpScope? Scope)> of, Action<TRow> write)
    {
        json.WriteStartObject();
        json.WriteStartArray(Outer);
        foreach (IGrouping<OtlpResource, TRow> resource in rows.GroupBy(row => of(row).Resource))
        {
            json.WriteStartObject();
            resource.Key.Write(json);
            json.WriteStartArray(Inner);
            foreach (IGrouping<OtlpScope?, TRow> scope in resource.GroupBy(row => of(row).Scope))
            {
                json.WriteStartObject();
                scope.Key?.Write(json);
                json.WriteStartArray(Records);
                foreach (TRow row in scope)
                {
                    write(row);
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
