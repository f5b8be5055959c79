using CsCheck;
using Tracing.Query.Execution;
using Tracing.Query.Paging;

namespace Tracing.Query.Tests.Paging;

public sealed class CursorTests
{
    private static readonly byte[] Digest = Cursor.QueryDigest("cells", new { agent = "codex" });

    [Fact]
    public void A_key_is_read_as_it_was_written() =>
        Gen.String.Array[2].Sample(key => Cursor.Read(Digest, Cursor.Write(Digest, key), 2).Select(WellFormed).SequenceEqual(key.Select(WellFormed)));

    [Fact]
    public void A_cursor_of_another_filter_is_refused()
    {
        string cursor = Cursor.Write(Digest, "1", "2");

        QueryError error = Assert.Throws<QueryError>(() => Cursor.Read(Cursor.QueryDigest("cells", new { agent = "goose" }), cursor, 2));
        Assert.Equal(ErrorCodes.BadCursor, error.Code);
    }

    [Fact]
    public void A_cursor_of_another_field_is_refused() =>
        Assert.Throws<QueryError>(() => Cursor.Read(Cursor.QueryDigest("spans", new { agent = "codex" }), Cursor.Write(Digest, "1", "2"), 2));

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64 !")]
    [InlineData("' OR 1=1 --")]
    public void A_damaged_cursor_is_refused(string cursor) => Assert.Throws<QueryError>(() => Cursor.Read(Digest, cursor, 2));

    [Fact]
    public void No_text_makes_more_of_a_cursor_than_a_refusal()
    {
        Gen.String.Sample(text =>
        {
            try
            {
                Cursor.Read(Digest, text, 2);
                return false;
            }
            catch (QueryError)
            {
                return true;
            }
        });
    }

    [Fact]
    public void A_key_with_too_few_parts_is_refused() =>
        Assert.Throws<QueryError>(() => Cursor.Read(Digest, Cursor.Write(Digest, "1"), 2));

    // JSON holds no lone surrogate: it comes back as U+FFFD.
    private static string WellFormed(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
