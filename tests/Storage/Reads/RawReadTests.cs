using Tracing.Storage.Columns;
using Tracing.Storage.Reads;
using Tracing.Storage.Rows;
using Tracing.Storage.Tests.Support;
using Tracing.Storage.Writes;

namespace Tracing.Storage.Tests.Reads;

public sealed class RawReadTests(EngineFixture.EngineFixture engine)
{
    private const string Trace = "0123456789abcdef0123456789abcdef";
    private const string OtherTrace = "ffffffffffffffffffffffffffffffff";

    [Fact]
    public async Task A_span_comes_back_with_every_field_and_the_types_of_its_attributes()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        TestSpan sent = new()
        {
            ParentSpanId = "00000000000000aa",
            TraceState = "a=b",
            Name = "chat",
            Kind = "Client",
            Start = TestSpan.Noon + 123_456_789,
            Duration = 9_876_543_210,
            StatusCode = "Error",
            StatusMessage = "it's \"broken\"\n\t\\ \0 é 😀",
            RunId = "run:1",
            Flags = 0x301,
            Resource = [new("service.name", "service"), new("pid", "12", 'i')],
            Attributes = [new("n", "3", 'i'), new("s", "3"), new("n", "4", 'd'), new("b", "true", 'b'), new("y", "AQI=", 'y'), new("a", "[1]", 'a'), new("m", "{}", 'm'), new("e", "", 'n')],
            Events = [new(5, "first", new TestAttribute("k", "1.5", 'd')), new(6, "second")],
            Links = [new(OtherTrace, "bbbbbbbbbbbbbbbb", "x=y", new TestAttribute("l", "v"))],
        };
        await InsertAsync(fixture, 1, sent);

        SpanRow span = Assert.Single(await fixture.Store.Reads.AskAsync(new TraceById(Trace), StoreFixture.Cancel));

        Assert.Equal((sent.TraceId, sent.SpanId, sent.ParentSpanId, sent.TraceState), (span.TraceId, span.SpanId, span.ParentSpanId, span.TraceState));
        Assert.Equal((sent.Name, sent.Kind, sent.Service, sent.Start, sent.Duration), (span.Name, span.Kind, span.ServiceName, span.StartUnixNano, span.DurationNano));
        Assert.Equal((sent.StatusCode, sent.StatusMessage, sent.RunId, sent.Flags), (span.StatusCode, span.StatusMessage, span.RunId, span.Flags));
        Assert.Equal(("scope", "1.0", Blocks.Arrival), (span.ScopeName, span.ScopeVersion, span.IngestedAtUnixNano));
        Assert.Equal([new("service.name", "service", AttributeType.String), new("pid", "12", AttributeType.Int)], span.ResourceAttributes);
        Assert.Equal(sent.Attributes.Select(a => new AttributeValue(a.Key, a.Value, (AttributeType)(byte)a.Letter)), span.Attributes);
        Assert.Equal([(5L, "first"), (6L, "second")], span.Events.Select(e => (e.TimeUnixNano, e.Name)));
        Assert.Equal([new("k", "1.5", AttributeType.Double)], span.Events[0].Attributes);
        Assert.Empty(span.Events[1].Attributes);
        SpanLinkRow link = Assert.Single(span.Links);
        Assert.Equal((OtherTrace, "bbbbbbbbbbbbbbbb", "x=y"), (link.TraceId, link.SpanId, link.TraceState));
        Assert.Equal([new("l", "v", AttributeType.String)], link.Attributes);
    }

    [Fact]
    public async Task A_trace_that_was_sent_twice_has_each_span_once_by_start()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        TestSpan[] spans = [new() { SpanId = "b", Start = TestSpan.Noon + 2 }, new() { SpanId = "a", Start = TestSpan.Noon + 1 }];
        await InsertAsync(fixture, 1, spans);
        await InsertAsync(fixture, 2, spans);
        await InsertAsync(fixture, 3, new TestSpan { TraceId = OtherTrace });

        IReadOnlyList<SpanRow> trace = await fixture.Store.Reads.AskAsync(new TraceById(Trace), StoreFixture.Cancel);

        Assert.Equal(["a", "b"], trace.Select(span => span.SpanId));
        Assert.Single(await fixture.Store.Reads.AskAsync(new TraceById(Trace, 1), StoreFixture.Cancel));
        Assert.Empty(await fixture.Store.Reads.AskAsync(new TraceById("nothing"), StoreFixture.Cancel));
    }

    [Fact]
    public async Task The_spans_of_a_run_include_traces_that_were_bound_to_it_later_and_no_other_runs()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await InsertAsync(
            fixture,
            1,
            new TestSpan { SpanId = "own", RunId = "r1" },
            new TestSpan { SpanId = "loose", TraceId = OtherTrace },
            new TestSpan { SpanId = "foreign", TraceId = OtherTrace, RunId = "r2" },
            new TestSpan { SpanId = "stray", TraceId = "00000000000000000000000000000001" });
        await fixture.Store.Derived.WriteAsync(new DerivedRows { RunTraces = [new RunTraceRow(OtherTrace, "r1", RunTraceSources.Session)] }, StoreFixture.Cancel);

        IReadOnlyList<SpanRow> spans = await fixture.Store.Reads.AskAsync(new SpansOfRuns(["r1"]), StoreFixture.Cancel);

        Assert.Equal(["loose", "own"], spans.Select(span => span.SpanId).Order());
        Assert.All(spans, span => Assert.Equal("r1", span.RunId));
        IReadOnlyList<SpanRow> page = await fixture.Store.Reads.AskAsync(new SpansPage(new SpanFilter { RunId = "r1" }), StoreFixture.Cancel);
        Assert.Equal(["loose", "own"], page.Select(span => span.SpanId).Order());
    }

    [Fact]
    public async Task Spans_of_runs_are_paged_without_gap_or_repetition()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        TestSpan[] spans = [.. Enumerable.Range(0, 25).Select(i => new TestSpan { SpanId = $"{i:x16}", RunId = $"r{i % 2}", Start = TestSpan.Noon + (i / 4) })];
        await InsertAsync(fixture, 1, spans);
        await InsertAsync(fixture, 2, spans);

        var seen = new List<string>();
        for (RunSpanKey? after = null; ;)
        {
            IReadOnlyList<SpanRow> page = await fixture.Store.Reads.AskAsync(new SpansOfRuns(["r0", "r1"], after, 7), StoreFixture.Cancel);
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(page.Select(span => span.SpanId));
            after = RunSpanKey.Of(page[^1]);
        }

        Assert.Equal(spans.OrderBy(span => span.RunId).ThenBy(span => span.Start).ThenBy(span => span.SpanId).Select(span => span.SpanId), seen);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_of_spans_walks_by_time_from_either_end(bool oldest)
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        TestSpan[] spans = [.. Enumerable.Range(0, 20).Select(i => new TestSpan { SpanId = $"{i:x16}", Start = TestSpan.Noon + (i / 3) })];
        await InsertAsync(fixture, 1, spans);
        await InsertAsync(fixture, 2, spans);

        var seen = new List<string>();
        for (SpanKey? after = null; ;)
        {
            IReadOnlyList<SpanRow> page = await fixture.Store.Reads.AskAsync(new SpansPage(new SpanFilter(), after, 6, oldest), StoreFixture.Cancel);
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(page.Select(span => span.SpanId));
            after = SpanKey.Of(page[^1]);
        }

        IEnumerable<string> expected = spans.Select(span => span.SpanId);
        Assert.Equal(oldest ? expected : expected.Reverse(), seen);
    }

    [Fact]
    public async Task Every_filter_of_spans_narrows_the_page()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        TestSpan wanted = new()
        {
            SpanId = "wanted", Service = "s2", Name = "o2", Kind = "Server", StatusCode = "Error", Start = TestSpan.Noon + 10, Duration = 50, RunId = "r2",
        };
        await InsertAsync(fixture, 1, wanted, new TestSpan { SpanId = "other", TraceId = OtherTrace, Duration = 1 });

        SpanFilter[] filters =
        [
            new() { RunId = "r2" }, new() { TraceId = wanted.TraceId }, new() { Service = "s2" }, new() { Operation = "o2" }, new() { Kind = "Server" },
            new() { StatusCode = "Error" }, new() { FromUnixNano = TestSpan.Noon + 1 }, new() { MinDurationNano = 2 },
            new() { FromUnixNano = TestSpan.Noon + 10, ToUnixNano = TestSpan.Noon + 11 },
            new() { RunId = "r2", Service = "s2", Operation = "o2", Kind = "Server", StatusCode = "Error", TraceId = wanted.TraceId },
        ];
        foreach (SpanFilter filter in filters)
        {
            Assert.Equal("wanted", Assert.Single(await fixture.Store.Reads.AskAsync(new SpansPage(filter), StoreFixture.Cancel)).SpanId);
        }

        Assert.Equal("other", Assert.Single(await fixture.Store.Reads.AskAsync(new SpansPage(new SpanFilter { ToUnixNano = TestSpan.Noon + 1 }), StoreFixture.Cancel)).SpanId);
    }

    [Fact]
    public async Task Services_and_operations_are_listed_once()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await InsertAsync(
            fixture,
            1,
            new TestSpan { Service = "b", Name = "x", Kind = "Client" },
            new TestSpan { Service = "a", Name = "y" },
            new TestSpan { Service = "a", Name = "x" },
            new TestSpan { Service = "a", Name = "x", Start = TestSpan.Noon + 100 });
        StoreReader reads = fixture.Store.Reads;

        Assert.Equal(["a", "b"], await reads.AskAsync(new Services(), StoreFixture.Cancel));
        Assert.Equal(["a"], await reads.AskAsync(new Services(TestSpan.Noon + 1), StoreFixture.Cancel));
        Assert.Empty(await reads.AskAsync(new Services(ToUnixNano: TestSpan.Noon), StoreFixture.Cancel));
        Assert.Equal(
            [new("a", "x", "Internal"), new("a", "y", "Internal"), new("b", "x", "Client")],
            await reads.AskAsync(new Operations(), StoreFixture.Cancel));
        Assert.Equal([new("b", "x", "Client")], await reads.AskAsync(new Operations(Kind: "Client"), StoreFixture.Cancel));
        Assert.Equal([new("a", "x", "Internal")], await reads.AskAsync(new Operations("a", FromUnixNano: TestSpan.Noon + 1), StoreFixture.Cancel));
    }

    [Fact]
    public async Task Logs_of_runs_come_once_in_order_of_time_with_types()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        UInt128 large = UInt128.MaxValue - 1;
        TestLog[] logs =
        [
            new() { RunId = "r", RowId = large, Time = TestSpan.Noon + 1, Body = "{\"a\":1}", BodyLetter = 'm', EventName = "e", Attributes = [new("n", "3", 'i')] },
            new() { RunId = "r", RowId = 2, Time = TestSpan.Noon, TraceId = Trace, SpanId = "aaaaaaaaaaaaaaaa" },
            new() { RowId = 3, TraceId = OtherTrace, Time = TestSpan.Noon + 2 },
            new() { RowId = 4 },
        ];
        foreach (ulong batch in (ulong[])[1, 2])
        {
            await fixture.Store.Writer.InsertAsync(TableTag.Logs, Blocks.Of(logs, batch), batch, StoreFixture.Cancel);
        }

        await fixture.Store.Derived.WriteAsync(new DerivedRows { RunTraces = [new RunTraceRow(OtherTrace, "r", RunTraceSources.Parent)] }, StoreFixture.Cancel);

        IReadOnlyList<LogRow> rows = await fixture.Store.Reads.AskAsync(new LogsOfRuns(["r"]), StoreFixture.Cancel);

        Assert.Equal([(UInt128)2, large, (UInt128)3], rows.Select(row => row.RowId));
        Assert.Equal((Trace, "aaaaaaaaaaaaaaaa", TestSpan.Noon, TestSpan.Noon + 5), (rows[0].TraceId, rows[0].SpanId, rows[0].TimeUnixNano, rows[0].ObservedUnixNano));
        Assert.Equal(("{\"a\":1}", AttributeType.KeyValueList, "e"), (rows[1].Body, rows[1].BodyType, rows[1].EventName));
        Assert.Equal([new("n", "3", AttributeType.Int)], rows[1].Attributes);
        Assert.Equal(((byte)9, "INFO", (byte)1), (rows[1].SeverityNumber, rows[1].SeverityText, rows[1].TraceFlags));
        IReadOnlyList<LogRow> rest = await fixture.Store.Reads.AskAsync(new LogsOfRuns(["r"], RunLogKey.Of(rows[0]), 1), StoreFixture.Cancel);
        Assert.Equal(large, Assert.Single(rest).RowId);
    }

    [Fact]
    public async Task Bytes_of_an_artifact_come_back_as_they_were_each_piece_once()
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        byte[] first = [0, 255, 254, 10, 10, 13, 128];
        byte[] second = [1, 2, 3];
        TestChunk[] chunks =
        [
            new() { Sequence = 1, Body = second, Last = true, RowId = 2 },
            new() { Sequence = 0, Body = first, RowId = 1 },
            new() { Sequence = 0, Kind = "stderr", Body = [9], RowId = 3 },
        ];
        await fixture.Store.Writer.InsertAsync(TableTag.ArtifactChunks, Blocks.Of(chunks, 1), 1, StoreFixture.Cancel);
        await fixture.Store.Writer.InsertAsync(TableTag.ArtifactChunks, Blocks.Of(chunks.Select(chunk => chunk with { RowId = chunk.RowId + 10 }), 2), 2, StoreFixture.Cancel);
        ArtifactKey key = new("run", "stdout", "verbatim", "aa");

        IReadOnlyList<ArtifactChunkRow> pieces = await fixture.Store.Reads.AskAsync(new ArtifactBytes(key), StoreFixture.Cancel);

        Assert.Equal([0u, 1u], pieces.Select(piece => piece.Sequence));
        Assert.Equal(first, pieces[0].Body.ToArray());
        Assert.Equal(second, pieces[1].Body.ToArray());
        Assert.Equal(1u, Assert.Single(await fixture.Store.Reads.AskAsync(new ArtifactBytes(key, 0), StoreFixture.Cancel)).Sequence);

        IReadOnlyList<ArtifactChunksRow> summary = await fixture.Store.Reads.AskAsync(new ArtifactChunksOfRuns(["run"]), StoreFixture.Cancel);
        Assert.Equal(["stderr", "stdout"], summary.Select(row => row.Kind));
        ArtifactChunksRow stdout = summary[1];
        Assert.Equal((2ul, 10ul, 0u, 1u, true, false), (stdout.Chunks, stdout.Bytes, stdout.FirstSequence, stdout.GreatestSequence, stdout.HasLast, stdout.Truncated));
        Assert.False(summary[0].HasLast);
    }

    [Theory]
    [InlineData("'; DROP TABLE otel_traces; --")]
    [InlineData("\\' OR 1=1 --")]
    [InlineData("a\tb\nc\r\0\\N")]
    [InlineData("{x:String} %s \u2028 😀")]
    [InlineData("[']', \"\\\\\"]")]
    public async Task Hostile_text_is_a_value_and_nothing_else(string text)
    {
        await using StoreFixture fixture = await StoreFixture.CreateAsync(engine);
        await InsertAsync(fixture, 1, new TestSpan { Service = text, Name = text, RunId = text }, new TestSpan { SpanId = "plain", Service = "plain" });
        StoreReader reads = fixture.Store.Reads;

        Assert.Equal(text, Assert.Single(await reads.AskAsync(new SpansPage(new SpanFilter { Service = text }), StoreFixture.Cancel)).ServiceName);
        Assert.Equal(text, Assert.Single(await reads.AskAsync(new SpansOfRuns([text, "another"]), StoreFixture.Cancel)).RunId);
        Assert.Equal(text, Assert.Single(await reads.AskAsync(new Operations(text), StoreFixture.Cancel)).Name);
        Assert.Empty(await reads.AskAsync(new TraceById(text), StoreFixture.Cancel));
        Assert.Equal(2, await fixture.Database.CountAsync("SELECT count() FROM otel_traces", StoreFixture.Cancel));
    }

    private static Task InsertAsync(StoreFixture fixture, ulong batch, params TestSpan[] spans) =>
        fixture.Store.Writer.InsertAsync(TableTag.Spans, Blocks.Of(spans, batch), batch, StoreFixture.Cancel);
}
