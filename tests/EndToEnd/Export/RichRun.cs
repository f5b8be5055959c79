using System.Globalization;
using Tracing.Processes;

namespace Tracing.EndToEnd.Tests.Export;

/// <summary>A run whose records hold every type of value, of more spans than are read at once, with artifacts in pieces.</summary>
internal static class RichRun
{
    private const string Resource = """
        "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"rich"}},{"key":"bench.run.id","value":{"stringValue":"rich-1"}},
          {"key":"bench.cell.id","value":{"stringValue":"rich/agent/vendor/model/c/t"}},{"key":"bench.trial","value":{"intValue":"1"}}]}
        """;

    private const string Values = """
        {"key":"int","value":{"intValue":"9007199254740993"}},{"key":"double","value":{"doubleValue":3}},{"key":"tiny","value":{"doubleValue":5e-324}},
        {"key":"nan","value":{"doubleValue":"NaN"}},{"key":"infinite","value":{"doubleValue":"-Infinity"}},{"key":"bool","value":{"boolValue":false}},{"key":"bytes","value":{"bytesValue":"AAH/"}},
        {"key":"empty","value":{}},{"key":"text","value":{"stringValue":"<b>\"\\ \n \u001b[31m \u202e 漢 😀"}},
        {"key":"list","value":{"arrayValue":{"values":[{"intValue":"1"},{"doubleValue":1},{"stringValue":"NaN"},{},{"boolValue":true},{"arrayValue":{"values":[]}},{"kvlistValue":{"values":[]}}]}}},
        {"key":"map","value":{"kvlistValue":{"values":[{"key":"k","value":{"boolValue":true}},{"key":"k","value":{"intValue":"-2"}},{"key":"","value":{"arrayValue":{"values":[{"doubleValue":0.1}]}}}]}}}
        """;

    /// <summary>Path of its page.</summary>
    public const string Path = "/cell/agent/vendor/model/c/t?sweep=rich";

    /// <summary>How many spans.</summary>
    public const int Records = 2_500;

    /// <summary>Writes it as a file of OTLP/JSON, a request a line.</summary>
    public static string Write(TemporaryFolder folder)
    {
        string file = folder["rich.jsonl"];
        File.WriteAllLines(file, new[] { Spans(), Logs(), Artifacts() }.Select(request => request.ReplaceLineEndings(" ")));
        return file;
    }

    private static string Spans() => $$"""{"resourceSpans":[{{{Resource}},"scopeSpans":[{"scope":{"name":"rich","version":"1.2"},"spans":[{{string.Join(',', Enumerable.Range(1, Records).Select(Span))}}]}]}]}""";

    private static string Span(int i)
    {
        long start = 1_790_000_000_000_000_000 + (i / 2 * 1_000L);
        string most = i > 1 ? "" : $$"""
            ,"traceState":"a=b","flags":257,"attributes":[{{Values}}],"status":{"code":2,"message":"it <failed>"},
            "events":[{"timeUnixNano":"1790000000000000007","name":"happened","attributes":[{{Values}}]},{"timeUnixNano":"1790000000000000008","name":"again"}],
            "links":[{"traceId":"22222222222222222222222222222222","spanId":"2222222222222222","traceState":"c=d","attributes":[{{Values}}]}]
            """;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            {"traceId":"0000000000000000000000000000abcd","spanId":"{{i:x16}}","parentSpanId":"{{(i == 1 ? "" : "0000000000000001")}}","name":"step {{i % 7}}","kind":{{i % 6}},
            "startTimeUnixNano":"{{start}}","endTimeUnixNano":"{{start + 12_345}}"{{most}}}
            """);
    }

    private static string Logs()
    {
        string[] bodies =
        [
            """{"stringValue":"plain"}""", """{"intValue":"7"}""", """{"doubleValue":7}""", """{"boolValue":true}""", """{"bytesValue":"/wA="}""",
            """{"kvlistValue":{"values":[{"key":"a","value":{"arrayValue":{"values":[{"stringValue":"b"}]}}}]}}""", """{"stringValue":""}""",
        ];
        string records = string.Join(',', bodies.Select((body, i) => string.Create(CultureInfo.InvariantCulture, $$"""
            {"timeUnixNano":"{{1_790_000_000_000_000_000 + i}}","observedTimeUnixNano":"{{(i % 2 == 0 ? 1_790_000_000_000_000_100 : 0)}}","severityNumber":{{i + 9}},"severityText":"INFO",
            "body":{{body}},"attributes":[{{Values}}],"flags":1,"traceId":"0000000000000000000000000000abcd","spanId":"0000000000000001","eventName":"{{(i == 0 ? "happened" : "")}}"}
            """)));
        return $$"""{"resourceLogs":[{{{Resource}},"scopeLogs":[{"scope":{"name":"logs","version":"2","attributes":[{{Values}}]},"logRecords":[{{records}}]}]}]}""";
    }

    private static string Artifacts() => $$"""
        {"resourceLogs":[{{{Resource}},"scopeLogs":[{"logRecords":[
          {"timeUnixNano":"1790000000000000000","eventName":"bench.artifact","body":{"bytesValue":"AAECAwQ="},"attributes":[{"key":"bench.artifact.kind","value":{"stringValue":"stdout"} },
            {"key":"bench.artifact.format","value":{"stringValue":"text"} },{"key":"bench.artifact.made","value":{"stringValue":"verbatim"} },{"key":"bench.artifact.seq","value":{"intValue":"0"} },{"key":"bench.artifact.last","value":{"boolValue":false} }]},
          {"timeUnixNano":"1790000000000000000","eventName":"bench.artifact","body":{"stringValue":"the end"},"attributes":[{"key":"bench.artifact.kind","value":{"stringValue":"stdout"} },
            {"key":"bench.artifact.format","value":{"stringValue":"text"} },{"key":"bench.artifact.made","value":{"stringValue":"verbatim"} },{"key":"bench.artifact.seq","value":{"intValue":"1"} },{"key":"bench.artifact.last","value":{"boolValue":true} },{"key":"bench.artifact.truncated","value":{"boolValue":true} }]}
        ]}]}]}
        """;
}
