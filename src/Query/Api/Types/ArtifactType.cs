using GraphQL.Types;
using Tracing.Storage.Rows;

namespace Tracing.Query.Api.Types;

/// <summary>Something a run left behind.</summary>
public sealed class ArtifactType : ObjectGraphType<ArtifactRow>
{
    /// <summary>Declares the fields.</summary>
    public ArtifactType()
    {
        Name = "Artifact";
        Description = "Something a run left behind: a recording, an output, a grade.";
        Field<NonNullGraphType<StringGraphType>>("kind").Description("recording, stdout, stderr, prompt, grade or diff.").Resolve(c => c.Source.Kind);
        Field<NonNullGraphType<StringGraphType>>("format").Description("asciicast-v2, asciicast-v3, text or json.").Resolve(c => c.Source.Format);
        Field<NonNullGraphType<StringGraphType>>("made").Description("pty, rendered or verbatim.").Resolve(c => c.Source.Made);
        Field<NonNullGraphType<StringGraphType>>("sha256").Description("Of the whole, lowercase hex.").Resolve(c => c.Source.Sha256);
        Field<NonNullGraphType<LongGraphType>>("size").Description("Bytes stored.").Resolve(c => Counts.Long(c.Source.Size));
        Field<NonNullGraphType<BooleanGraphType>>("complete").Description("Whether every chunk arrived.").Resolve(c => c.Source.Complete);
        Field<NonNullGraphType<BooleanGraphType>>("truncated").Description("Whether its maker cut it.").Resolve(c => c.Source.Truncated);
        Field<NonNullGraphType<StringGraphType>>("encoding").Description("gzip where the chunks are compressed, else empty.").Resolve(c => c.Source.Encoding);
    }
}
