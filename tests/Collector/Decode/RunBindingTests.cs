using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using OpenTelemetry.Proto.Common.V1;
using OpenTelemetry.Proto.Logs.V1;
using Tracing.Collector.Decode;
using Tracing.Storage.Columns;

namespace Tracing.Collector.Tests.Decode;

/// <summary>Which run a record is bound to.</summary>
public sealed class RunBindingTests
{
    private const string Cell = "sweep-1/openhands/meta/llama-4/polyglot/go-fix";

    private static readonly KeyValue[] Parts =
    [
        Samples.Of("bench.sweep.id", "sweep-1"),
        Samples.Of("bench.agent.name", "openhands"),
        Samples.Of("bench.model.name", "meta/llama-4"),
        Samples.Of("bench.task.id", "polyglot/go-fix"),
    ];

    [Fact]
    public void The_run_id_of_the_resource_comes_first() =>
        Assert.Equal("run:7", Bind([Samples.Of("bench.run.id", "run:7"), .. Parts], "from-header").Run);

    [Fact]
    public void The_header_comes_next() => Assert.Equal("from-header", Bind(Parts, "from-header").Run);

    [Fact]
    public void Else_the_run_is_derived_from_the_parts_of_the_cell() => Assert.Equal(Derived(Cell, 1), Bind(Parts).Run);

    [Fact]
    public void Else_from_the_cell_id_with_its_trial() =>
        Assert.Equal(Derived(Cell, 3), Bind([Samples.Of("bench.cell.id", Cell + "#run3")]).Run);

    [Theory]
    [InlineData("2")]
    public void A_trial_may_be_an_int_or_digits(string digits)
    {
        Assert.Equal(Derived(Cell, 2), Bind([.. Parts, Samples.Of("bench.trial", digits)]).Run);
        Assert.Equal(Derived(Cell, 2), Bind([.. Parts, Samples.Of("bench.trial", 2)]).Run);
    }

    [Fact]
    public void The_requested_model_stands_in_for_the_model_name() =>
        Assert.Equal(Derived(Cell, 1), Bind([.. Parts.Where(part => part.Key != "bench.model.name"), Samples.Of("gen_ai.request.model", "meta/llama-4")]).Run);

    [Fact]
    public void Where_id_and_parts_disagree_the_parts_win_and_the_client_is_told()
    {
        (string run, string message) = Bind([Samples.Of("bench.cell.id", "other/openhands/meta/llama-4/polyglot/go-fix"), .. Parts]);
        Assert.Equal(Derived(Cell, 1), run);
        Assert.Contains("disagrees with its parts", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_id_with_other_characters_is_not_used_and_the_client_is_told()
    {
        (string run, string message) = Bind([Samples.Of("bench.run.id", "a b")], "from-header");
        Assert.Equal("from-header", run);
        Assert.Contains("bench.run.id", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_that_names_no_cell_leaves_its_records_unbound() =>
        Assert.Equal((string.Empty, string.Empty), Bind([Samples.Of("service.name", "shop")]));

    [Fact]
    public void A_header_that_is_no_run_id_makes_the_request_malformed()
    {
        using var decoding = new Decoding();
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf, "no run");
        Assert.False(decoding.Decode(Samples.Traces(1).ToByteArray(), in context).IsOk);
    }

    [Fact]
    public void Each_trace_of_a_cell_is_a_run_of_its_own()
    {
        using var decoding = new Decoding();
        var other = Samples.Span();
        other.TraceId = ByteString.CopyFrom([.. Enumerable.Repeat((byte)9, 16)]);
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf);
        Assert.True(decoding.Decode(Samples.Traces(Parts, Samples.Span(), other, Samples.Span()).ToByteArray(), in context).IsOk);
        string first = Show.Text(Derived(Cell, 1));
        Assert.Equal([first, Show.Text(Derived(Cell, 1, new string('x', 16).Replace("x", "09", StringComparison.Ordinal))), first], decoding.Rows(TableTag.Spans).Select(row => row["RunId"]));
    }

    [Fact]
    public void A_log_record_of_a_cell_without_a_trace_stays_unbound_and_the_client_is_told()
    {
        using var decoding = new Decoding();
        LogRecord lost = Samples.Log();
        lost.TraceId = ByteString.Empty;
        RequestContext context = Decoding.Context(OtlpSignal.Logs, OtlpEncoding.Protobuf);
        Assert.True(decoding.Decode(Samples.Logs(Parts, Samples.Log(), lost, Samples.Log()).ToByteArray(), in context).IsOk);
        Assert.Equal(
            [Show.Text(Derived(Cell, 1)), "''", Show.Text(Derived(Cell, 1))],
            decoding.Rows(TableTag.Logs).Select(row => row["RunId"]));
        Assert.Contains("neither run nor trace", decoding.Request.Message, StringComparison.Ordinal);
    }

    private static (string Run, string Message) Bind(KeyValue[] resource, string? header = null)
    {
        using var decoding = new Decoding();
        RequestContext context = Decoding.Context(OtlpSignal.Traces, OtlpEncoding.Protobuf, header);
        Assert.True(decoding.Decode(Samples.Traces(resource, Samples.Span()).ToByteArray(), in context).IsOk);
        Assert.Equal(0, decoding.Request.Rejected);
        return (Assert.Single(decoding.Rows(TableTag.Spans))["RunId"].Trim('\''), decoding.Request.Message);
    }

    private static string Derived(string cell, int trial, string trace = "0102030405060708090a0b0c0d0e0f10") =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{cell}\n{trial}\n{trace}")))[..32];
}
