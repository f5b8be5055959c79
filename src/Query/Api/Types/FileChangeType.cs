using GraphQL.Types;
using Tracing.Query.Api.Scalars;
using Tracing.Storage.Reads;

namespace Tracing.Query.Api.Types;

/// <summary>A change to a file of the task.</summary>
public sealed class FileChangeType : ObjectGraphType<FileChangeRow>
{
    /// <summary>Declares the fields.</summary>
    public FileChangeType()
    {
        Name = "FileChange";
        Description = "A change to a file of the task, as it was told. Null: not told.";
        Field<NonNullGraphType<DateTimeScalar>>("time").Description("When it was told.").Resolve(c => c.Source.TimeUnixNano);
        Field<NonNullGraphType<StringGraphType>>("path").Description("Within the task.").Resolve(c => c.Source.Path);
        Field<StringGraphType>("previousPath").Description("Before a renaming.").Resolve(c => Told(c.Source.PreviousPath));
        Field<StringGraphType>("change").Description("added, removed, modified or renamed.").Resolve(c => Told(c.Source.Change));
        Field<BooleanGraphType>("expected").Description("Whether the task expected it.").Resolve(c => c.Source.Expected switch { "true" => true, "false" => false, _ => null });
        Field<StringGraphType>("sha256Before").Resolve(c => Told(c.Source.Sha256Before));
        Field<StringGraphType>("sha256After").Resolve(c => Told(c.Source.Sha256After));
        Field<StringGraphType>("diff").Description("Unified diff, capped by its maker.").Resolve(c => Told(c.Source.Diff));
    }

    private static string? Told(string text) => text.Length == 0 ? null : text;
}
