using System.Text;
using Tracing.EmbeddedClickHouse.Sql;

namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>
/// The statement of a request: the parameter <c>query</c>, then the body. Of an INSERT only the beginning of
/// the data is held here; the rest stays in <see cref="Rest"/>.
/// </summary>
internal sealed class RequestText
{
    private const int FirstRead = 64 << 10;

    private RequestText(byte[] bytes, int length, Statement statement, Stream rest)
    {
        Bytes = bytes.AsMemory(0, length);
        Statement = statement;
        Rest = rest;
    }

    /// <summary>The text as far as it was read.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Its outline.</summary>
    public Statement Statement { get; }

    /// <summary>What was not read: more data of an INSERT.</summary>
    public Stream Rest { get; }

    /// <summary>Another statement, complete in itself, in place of this one.</summary>
    public RequestText With(byte[] sql) => new(sql, sql.Length, Statement.Read(sql), Rest);

    /// <summary>Reads the text of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">Most bytes of SQL.</param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="EngineException">The statement is longer than the limit, or the body's encoding is broken.</exception>
    public static async Task<RequestText> ReadAsync(InterfaceRequest request, int limit, CancellationToken cancel)
    {
        var body = request.Body is null ? Stream.Null : ContentDecoding.Decode(request.Body, request.ContentEncoding);
        var head = Encoding.UTF8.GetBytes(request.Sql);
        if (head.Length > limit)
        {
            throw TooLong(limit);
        }

        // A line break stands between the parameter and the body.
        var buffer = new byte[Math.Max(head.Length + 1, Math.Min(FirstRead, limit))];
        head.CopyTo(buffer, 0);
        var length = head.Length;
        if (length > 0 && request.Body is not null)
        {
            buffer[length++] = (byte)'\n';
        }

        var ended = await FillAsync();
        while (true)
        {
            var statement = Statement.Read(buffer.AsSpan(0, length));
            var headEnd = statement.Kind == StatementKind.InsertData ? statement.DataStart : length;
            if (ended || (statement.Kind == StatementKind.InsertData && statement.Format is not null && headEnd < length))
            {
                return new RequestText(buffer, length, statement, body);
            }

            if (length >= limit)
            {
                throw TooLong(limit);
            }

            Array.Resize(ref buffer, Math.Min(limit, buffer.Length * 4));
            ended = await FillAsync();
        }

        async Task<bool> FillAsync()
        {
            while (length < buffer.Length)
            {
                var read = await body.ReadAsync(buffer.AsMemory(length), cancel);
                if (read == 0)
                {
                    return true;
                }

                length += read;
            }

            return false;
        }
    }

    private static EngineException TooLong(int limit) =>
        new($"Code: 62. DB::Exception: The statement is longer than {limit} bytes. (SYNTAX_ERROR)", 62);
}
