using System.IO.Compression;
using System.Text;
using Tracing.Adapters.Import;
using Tracing.Processes;

namespace Tracing.Adapters.Tests;

public sealed class OtlpRequestFileTests
{
    private const string Traces = """{"resourceSpans":[]}""";
    private const string Logs = """{"resourceLogs":[]}""";

    private static readonly string[] BothPaths = ["v1/traces", "v1/logs"];

    [Fact]
    public async Task One_request_over_many_lines_is_one_request()
    {
        OtlpRequest request = Assert.Single(await ReadAsync("{\n \"resourceSpans\": [\n ]\n}\n"));

        Assert.Equal("v1/traces", request.SignalPath);
    }

    [Fact]
    public async Task A_request_a_line_is_read_line_by_line_and_blank_lines_are_passed_over()
    {
        List<OtlpRequest> requests = await ReadAsync($"{Traces}\n\n{Logs}\n");

        Assert.Equal(BothPaths, requests.Select(r => r.SignalPath));
        Assert.Equal(Logs, requests[1].Json);
    }

    [Fact]
    public async Task A_gzip_file_is_unpacked()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".jsonl.gz");
        try
        {
            await using (var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            {
                await gzip.WriteAsync(Encoding.UTF8.GetBytes(Traces + "\n" + Logs), TestContext.Current.CancellationToken);
            }

            var paths = new List<string>();
            await foreach (OtlpRequest request in OtlpRequestFile.ReadAsync(path, TestContext.Current.CancellationToken))
            {
                paths.Add(request.SignalPath);
            }

            Assert.Equal(BothPaths, paths);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("{}", "some.json:1: not an OTLP/JSON export request")]
    [InlineData("[1]", "some.json:1: not an OTLP/JSON export request")]
    [InlineData("{\"resourceSpans\":[]}\n{\"x\":", "some.json:2: not OTLP/JSON")]
    [InlineData("{\n", "some.json: not OTLP/JSON")]
    public async Task Something_else_is_refused_naming_the_line(string text, string message)
    {
        InvalidDataException error = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(text));

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20261128T120000000-1-ab-000000000007-v1+logs@run-1:a.b.pb", "v1/logs", "run-1:a.b", OtlpEncoding.Protobuf)]
    [InlineData("000000000012-v1+traces.json", "v1/traces", null, OtlpEncoding.Json)]
    public async Task A_request_that_an_adapter_put_aside_is_read_by_its_name(string name, string path, string? run, OtlpEncoding encoding)
    {
        using var folder = new TemporaryFolder();
        byte[] body = [10, 2, 0, 255];
        await File.WriteAllBytesAsync(folder[name], body, TestContext.Current.CancellationToken);

        var requests = new List<OtlpRequest>();
        await foreach (OtlpRequest one in OtlpRequestFile.ReadAsync(folder[name], TestContext.Current.CancellationToken))
        {
            requests.Add(one);
        }

        OtlpRequest request = Assert.Single(requests);
        Assert.Equal((path, run, encoding), (request.SignalPath, request.Run, request.Encoding));
        Assert.Equal(body, request.Body.ToArray());
    }

    private static async Task<List<OtlpRequest>> ReadAsync(string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var requests = new List<OtlpRequest>();
        await foreach (OtlpRequest request in OtlpRequestFile.ReadAsync(content, "some.json", TestContext.Current.CancellationToken))
        {
            requests.Add(request);
        }

        return requests;
    }
}
