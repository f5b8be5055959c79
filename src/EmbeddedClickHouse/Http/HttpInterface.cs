using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Tracing.EmbeddedClickHouse.Blocks;
using Tracing.EmbeddedClickHouse.Guard;
using Tracing.EmbeddedClickHouse.Library;
using Tracing.EmbeddedClickHouse.Pool;
using Tracing.EmbeddedClickHouse.Sql;

namespace Tracing.EmbeddedClickHouse.Http;

/// <summary>
/// ClickHouse's HTTP interface: a statement with parameters and settings in, a result in a format out, errors
/// as <c>Code: N. DB::Exception: …</c> with the status that a server gives them.
/// </summary>
/// <param name="pool">Runs the statements.</param>
/// <param name="version">The engine's version, for errors.</param>
/// <param name="statementLimit">Most bytes of SQL.</param>
/// <param name="guard">Decides what runs; null runs everything.</param>
internal sealed class HttpInterface(ConnectionPool pool, string version, int statementLimit, StatementGuard? guard = null)
{
    private const int SyntaxError = 62;
    private const int NotImplemented = 48;
    private const int ReadOnlyError = 164;
    private const int AppendBytes = 256 << 10;

    /// <summary>Answers one request.</summary>
    /// <param name="request">The request; its body is read, not disposed.</param>
    /// <param name="cancel">Cancels the request; the engine is told to end its query.</param>
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The answer owns its body.")]
    public async Task<InterfaceResponse> ExecuteAsync(InterfaceRequest request, CancellationToken cancel)
    {
        var headers = new List<KeyValuePair<string, string>>
        {
            new("X-ClickHouse-Server-Display-Name", "embedded"),
            new("X-ClickHouse-Query-Id", request.QueryId.Length > 0 ? request.QueryId : Guid.CreateVersion7().ToString()),
            new("X-ClickHouse-Timezone", "UTC"),
        };
        try
        {
            RefuseUnsupported(request);
            var text = await RequestText.ReadAsync(request, statementLimit, cancel);
            return text.Bytes.Span.IndexOfAnyExcept(" \r\n\t"u8) < 0
                ? new InterfaceResponse(200, "text/html; charset=UTF-8", headers, new MemoryStream("Ok.\n"u8.ToArray()))
                : await RunAsync(request, text, headers, cancel);
        }
        catch (EngineException e)
        {
            return Error(e, headers);
        }
        catch (Exception e) when (e is InvalidDataException or ZstdSharp.ZstdException or EndOfStreamException)
        {
            return Error(new EngineException($"Code: 117. DB::Exception: The request body cannot be decoded: {e.Message} (INCORRECT_DATA)", 117, e), headers);
        }
    }

    /// <summary>An error as an answer.</summary>
    public InterfaceResponse Error(EngineException error, List<KeyValuePair<string, string>> headers)
    {
        headers.Add(new("X-ClickHouse-Exception-Code", error.Code.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        return new InterfaceResponse(ErrorStatus.Of(error.Code), "text/plain; charset=UTF-8", headers, new MemoryStream(ErrorText(error)));
    }

    private byte[] ErrorText(EngineException error) =>
        Encoding.UTF8.GetBytes($"{error.Message.TrimEnd()} (version {version})\n");

    private static void RefuseUnsupported(InterfaceRequest request)
    {
        if (request.Session)
        {
            throw new EngineException("Code: 48. DB::Exception: The embedded engine has no sessions: leave session_id out. (NOT_IMPLEMENTED)", NotImplemented);
        }

        if (request.CompressedBlocks)
        {
            throw new EngineException("Code: 48. DB::Exception: The embedded engine does not compress blocks: choose gzip or no compression. (NOT_IMPLEMENTED)", NotImplemented);
        }

        if (request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true)
        {
            throw new EngineException("Code: 48. DB::Exception: The embedded engine takes no multipart bodies: send parameters in the address. (NOT_IMPLEMENTED)", NotImplemented);
        }
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The answer owns its body.")]
    private async Task<InterfaceResponse> RunAsync(
        InterfaceRequest request, RequestText text, List<KeyValuePair<string, string>> headers, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var lease = await pool.RentAsync(cancel);
        var kept = false;
        try
        {
            if (guard is not null)
            {
                text = await lease.RunAsync(c => guard.Admit(c, text, request), cancel);
            }

            if (text.Statement.Kind == StatementKind.InsertData)
            {
                await lease.PrepareAsync(request.Database, request.Settings, cancel);
                var counts = await InsertAsync(lease, request, text, cancel);
                headers.Add(Summary.Header(counts, started));
                return new InterfaceResponse(200, "text/plain; charset=UTF-8", headers, Stream.Null);
            }

            var kind = await lease.RunAsync(c => Check(c, request, text), cancel);
            await lease.PrepareAsync(request.Database, request.Settings, cancel);
            var format = text.Statement.Format ?? request.DefaultFormat;
            headers.Add(new("X-ClickHouse-Format", format));
            var revision = format.Equals("Native", StringComparison.OrdinalIgnoreCase) ? new NativeRevision(request.ProtocolVersion) : null;
            var streamed = kind == QueryClass.ReadOnly && text.Statement is { Kind: StatementKind.Select, Totals: false };
            if (!streamed || !StreamableFormat.TryGet(format, out var header))
            {
                var result = await lease.RunAsync(c => c.Query(text.Bytes.Span, request.DefaultFormat, request.Parameters), cancel);
                headers.Add(Summary.Header(result.Counts, started));
                var whole = new WholeResult(lease, result, revision);
                kept = true;
                return new InterfaceResponse(200, Summary.ContentType(format), headers, whole);
            }

            var tag = ExceptionFrame.NewTag();
            headers.Add(new("X-ClickHouse-Exception-Tag", tag));
            var stream = await ChunkedResult.OpenAsync(lease, text.Bytes, request, new ChunkedResultShape(header, tag, ErrorText, revision), cancel);
            headers.Add(Summary.Header(stream.FirstCounts, started));
            kept = true;
            return new InterfaceResponse(200, Summary.ContentType(format), headers, stream);
        }
        finally
        {
            if (!kept)
            {
                lease.Dispose();
            }
        }
    }

    // The C interface would run several statements one after another; a server does not.
    private static QueryClass Check(Connection connection, InterfaceRequest request, RequestText text)
    {
        var analysis = connection.Classify(text.Bytes.Span);
        if (analysis.StatementCount > 1 || (analysis.StatementCount == 0 && text.Statement.Trailing))
        {
            throw new EngineException("Code: 62. DB::Exception: Multi-statements are not allowed. (SYNTAX_ERROR)", SyntaxError);
        }

        return request.Method != "GET" || analysis.Class is QueryClass.ReadOnly or QueryClass.Unknown
            ? analysis.Class
            : throw new EngineException("Code: 164. DB::Exception: A GET request may only read: use POST. (READONLY)", ReadOnlyError);
    }

    private static async Task<QueryCounts> InsertAsync(Lease lease, InterfaceRequest request, RequestText text, CancellationToken cancel)
    {
        if (request.Method == "GET")
        {
            throw new EngineException("Code: 164. DB::Exception: A GET request may only read: use POST. (READONLY)", ReadOnlyError);
        }

        var head = text.Bytes[..text.Statement.HeadLength];
        var insert = await lease.RunAsync(c => c.OpenInsert(head.Span, text.Statement.Format ?? "Values", request.Parameters), cancel);
        var buffer = ArrayPool<byte>.Shared.Rent(AppendBytes);
        var finished = false;
        try
        {
            var first = text.Bytes[text.Statement.DataStart..];
            if (!first.IsEmpty)
            {
                await lease.RunAsync(_ => Append(insert, first), cancel);
            }

            while (await text.Rest.ReadAtLeastAsync(buffer, AppendBytes, false, cancel) is > 0 and var read)
            {
                await lease.RunAsync(_ => Append(insert, buffer.AsMemory(0, read)), cancel);
            }

            using var result = await lease.RunAsync(_ => insert.Finish(), cancel);
            finished = true;
            return result.Counts;
        }
        finally
        {
            // In the order of the connection's thread: after an append that was given up, so the buffer is free by then.
            Action<Connection> free = _ =>
            {
                insert.Dispose();
                ArrayPool<byte>.Shared.Return(buffer);
            };
            if (finished)
            {
                lease.Release(free);
            }
            else
            {
                lease.Abandon(free);
            }
        }
    }

    private static bool Append(InsertStream insert, ReadOnlyMemory<byte> data)
    {
        insert.Append(data.Span);
        return true;
    }
}
