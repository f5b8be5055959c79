namespace Tracing.Adapters.Tests.Telemetry;

/// <summary>Asks the collector's tables as any ClickHouse client would.</summary>
internal static class EngineFace
{
    public static async Task<string> AskAsync(Uri engine, string sql, CancellationToken cancellation) =>
        System.Text.Encoding.UTF8.GetString(await BytesAsync(engine, sql, cancellation)).Trim();

    /// <summary>Asks until the answer is the expected one, or a minute is over; gives the last answer.</summary>
    public static async Task<string> AskUntilAsync(Uri engine, string sql, Func<string, bool> fits, CancellationToken cancellation)
    {
        using var guard = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        guard.CancelAfter(TimeSpan.FromMinutes(1));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        string answer = await AskAsync(engine, sql, cancellation);
        try
        {
            while (!fits(answer) && await pace.WaitForNextTickAsync(guard.Token))
            {
                answer = await AskAsync(engine, sql, cancellation);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The comparison that follows says what is missing.
        }

        return answer;
    }

    /// <summary>The bytes of an artifact's chunks, in order.</summary>
    public static async Task<byte[]> ArtifactAsync(Uri engine, string run, string kind, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        for (int sequence = 0; ; sequence++)
        {
            byte[] row = await BytesAsync(
                engine,
                FormattableString.Invariant($"SELECT Body FROM tracing.artifact_chunks WHERE RunId = '{run}' AND Kind = '{kind}' AND Sequence = {sequence} FORMAT RowBinary"),
                cancellation);
            if (row.Length == 0)
            {
                return whole.ToArray();
            }

            await whole.WriteAsync(row.AsMemory(LengthBytes(row)), cancellation);
        }
    }

    private static async Task<byte[]> BytesAsync(Uri engine, string sql, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = engine };
        using HttpResponseMessage answer = await client.GetAsync(new Uri("/?final=1&query=" + Uri.EscapeDataString(sql), UriKind.Relative), cancellation);
        byte[] body = await answer.Content.ReadAsByteArrayAsync(cancellation);
        Assert.True(answer.IsSuccessStatusCode, System.Text.Encoding.UTF8.GetString(body));
        return body;
    }

    // A string begins with its length, seven bits a byte.
    private static int LengthBytes(byte[] row) => row.TakeWhile(one => (one & 0x80) != 0).Count() + 1;
}
