using GraphQLParser;
using GraphQLParser.AST;
using Tracing.Query.Execution;

namespace Tracing.Query.Tests.Transport;

public sealed class KnownDocumentsTests
{
    [Fact]
    public void What_was_not_asked_for_longest_goes_first_and_the_whole_stays_bounded()
    {
        KnownDocuments known = new(capacity: 30);
        foreach (string text in new[] { "{a1234567}", "{b1234567}", "{c1234567}" })
        {
            known.Add(text, Parser.Parse(text));
        }

        Assert.True(known.TryFind("{a1234567}", out _));
        known.Add("{d1234567}", Parser.Parse("{d1234567}"));
        known.Add("{" + new string('e', 40) + "}", Parser.Parse("{e}"));

        Assert.Equal(3, known.Count);
        Assert.True(known.TryFind("{a1234567}", out GraphQLDocument? kept));
        Assert.Single(kept.Definitions);
        Assert.False(known.TryFind("{b1234567}", out _));
    }
}
