using GraphQL.Types;
using Tracing.Storage.Rows;
using Tracing.Vocabulary;

namespace Tracing.Query.Api.Types;

/// <summary>Something a run left behind.</summary>
public sealed class ArtifactType : ObjectGraphType<ArtifactRow>
{
    /// <summary>Declares the fields.</summary>
    public ArtifactType()
    {
        Name = "Artifact";
        Description = "Something a run left behind: a recording, an output, a grade.";
        Field<NonNullGraphType<StringGraphType>>("kind").Description("recording, recording_live, stdout, stderr, prompt, grade or diff.").Resolve(c => c.Source.Kind);
        Field<NonNullGraphType<StringGraphType>>("format").Description("asciicast-v2, asciicast-v3, text or json.").Resolve(c => c.Source.Format);
        Field<NonNullGraphType<StringGraphType>>("made").Description("pty, rendered or verbatim.").Resolve(c => c.Source.Made);
        Field<NonNullGraphType<StringGraphType>>("sha256").Description("Of the whole, lowercase hex.").Resolve(c => c.Source.Sha256);
        Field<NonNullGraphType<LongGraphType>>("size").Description("Bytes stored.").Resolve(c => Counts.Long(c.Source.Size));
        Field<NonNullGraphType<BooleanGraphType>>("complete").Description("Whether every chunk arrived.").Resolve(c => c.Source.Complete);
        Field<NonNullGraphType<BooleanGraphType>>("truncated").Description("Whether its maker cut it.").Resolve(c => c.Source.Truncated);
        Field<NonNullGraphType<StringGraphType>>("encoding").Description("gzip where the chunks are compressed, else empty.").Resolve(c => c.Source.Encoding);
        Field<StringGraphType>("text").WithCost(100)
            .Description("Its beginning, unpacked, up to the last whole character; null where it is no text in UTF-8.")
            .Argument<NonNullGraphType<IntGraphType>>("maxBytes", argument => argument.DefaultValue = 64 * 1024)
            .ResolveAsync(async c => await RunQuestions.Of(c).TextAsync(c, c.Source));
    }
}

/// <summary>The recording of a run's terminal.</summary>
public sealed class RecordingType : ObjectGraphType<ArtifactRow>
{
    /// <summary>Declares the fields.</summary>
    public RecordingType()
    {
        Name = "Recording";
        Description = "The recording of a run's terminal: of several the complete one, one of a real terminal before one that was rendered; where none is complete, what came of it while it was made.";
        Field<NonNullGraphType<StringGraphType>>("format").Description("asciicast-v2 or asciicast-v3.").Resolve(c => c.Source.Format);
        Field<NonNullGraphType<StringGraphType>>("made").Description("pty: of a real terminal; rendered: from the agent's output; verbatim.").Resolve(c => c.Source.Made);
        Field<NonNullGraphType<BooleanGraphType>>("live").Description("Whether it is what came while it was made: the run goes on, or its recording did not arrive whole.")
            .Resolve(c => c.Source.Kind == ArtifactKinds.RecordingLive);
        Field<NonNullGraphType<LongGraphType>>("size").Description("Bytes stored.").Resolve(c => Counts.Long(c.Source.Size));
        Field<NonNullGraphType<BooleanGraphType>>("complete").Description("Whether every chunk arrived; false while it is made.").Resolve(c => c.Source.Complete);
        Field<NonNullGraphType<BooleanGraphType>>("truncated").Description("Whether its maker cut it.").Resolve(c => c.Source.Truncated);
        Field<NonNullGraphType<StringGraphType>>("sha256").Description("Of the whole, lowercase hex; empty while it is made.").Resolve(c => c.Source.Sha256);
        Field<StringGraphType>("text").WithCost(100)
            .Description("Its beginning, unpacked, up to the last whole character; null where it is no text in UTF-8.")
            .Argument<NonNullGraphType<IntGraphType>>("maxBytes", argument => argument.DefaultValue = 64 * 1024)
            .ResolveAsync(async c => await RunQuestions.Of(c).TextAsync(c, c.Source));
    }

    /// <summary>The recording among a run's artifacts.</summary>
    /// <param name="artifacts">The artifacts.</param>
    public static ArtifactRow? Of(IReadOnlyList<ArtifactRow>? artifacts) => artifacts?
        .Where(artifact => artifact.Kind is ArtifactKinds.Recording or ArtifactKinds.RecordingLive)
        .OrderByDescending(artifact => artifact.Complete)
        .ThenBy(artifact => artifact.Kind == ArtifactKinds.RecordingLive ? 0 : 1)
        .ThenBy(artifact => artifact.Made, StringComparer.Ordinal)
        .FirstOrDefault();

    /// <summary>The artifacts of a run without what came of its recording while it was made, where the recording itself is whole.</summary>
    /// <param name="artifacts">The artifacts.</param>
    public static IReadOnlyList<ArtifactRow> WithoutSuperseded(IReadOnlyList<ArtifactRow>? artifacts) =>
        Of(artifacts) is { Complete: true } ? [.. artifacts!.Where(artifact => artifact.Kind != ArtifactKinds.RecordingLive)] : artifacts ?? [];
}
