using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ForeignHarness;

/// <summary>One trial of ten seconds: set up, an agent in its container that calls a model three times and two tools, the check, cleaning up.</summary>
/// <param name="start">When it began.</param>
/// <param name="passes">Whether the task's check passed.</param>
/// <param name="logger">Writes events.</param>
internal sealed class Trial(DateTimeOffset start, bool passes, ILogger logger)
{
    /// <summary>Name of the instrumentation scope.</summary>
    public const string SourceName = "acme.harness";

    private static readonly ActivitySource Source = new(SourceName, "3.1");

    private readonly Events events = new(logger);

    /// <summary>Tells all of it.</summary>
    public void Run()
    {
        using Activity run = Begin("acme run", "adapter_run", 0);
        run.SetTag("bench.timeout_s", 600).SetTag("bench.timed_out", false).SetTag("process.exit.code", passes ? 0 : 3);
        End(Begin("unpack", "task_setup", 0.25), 0.5);
        RunAgent();
        Verify();
        End(Begin("remove", "cleanup", 9.5), 0.5);
        events.Tell("bench.run.state", "", ("bench.run.state", "finished"));
        End(run, 10);
    }

    private void RunAgent()
    {
        using Activity container = Begin("agent in its container", "container", 1);
        container
            .SetTag("container.image.name", "acme/agent:3.1")
            .SetTag("container.image.repo_digests", new[] { "acme/agent@sha256:" + new string('a', 64) })
            .SetTag("container.id", "c0ffee")
            .SetTag("process.command_args", new[] { "agent", "--task", "fix it" })
            .SetTag("process.exit.code", passes ? 0 : 3)
            .SetTag("bench.read_only", true);
        CallModels();
        CallTools();
        events.Artifacts();
        events.FileChanges();
        End(container, 7);
    }

    private void CallModels()
    {
        using (Activity refused = Begin("chat", "model_call", 2))
        {
            refused.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.request.model", "asked-for").SetTag("gen_ai.provider.name", "acme");
            refused.SetTag("http.response.status_code", 503).SetTag("error.type", "overloaded").SetTag("bench.attempt", 1).SetTag("bench.source", "proxy");
            refused.SetStatus(ActivityStatusCode.Error);
            End(refused, 0.1);
        }

        using (Activity answered = Begin("chat", "model_call", 2.5))
        {
            answered.SetTag("gen_ai.operation.name", "chat").SetTag("gen_ai.request.model", "asked-for").SetTag("gen_ai.response.model", "that-answered");
            answered.SetTag("gen_ai.provider.name", "acme").SetTag("gen_ai.response.id", "r-2").SetTag("gen_ai.response.finish_reasons", new[] { "tool_calls" });
            answered.SetTag("gen_ai.usage.input_tokens", 1200).SetTag("gen_ai.usage.output_tokens", 40).SetTag("gen_ai.usage.cache_read.input_tokens", 1000);
            answered.SetTag("gen_ai.usage.cache_creation.input_tokens", 100).SetTag("gen_ai.usage.reasoning.output_tokens", 8);
            answered.SetTag("gen_ai.response.time_to_first_chunk", 0.125).SetTag("http.response.status_code", 200);
            answered.SetTag("bench.request.hash", new string('b', 64)).SetTag("bench.attempt", 2).SetTag("bench.source", "proxy");
            End(answered, 0.75);
        }

        // The second model of the run tells less: what it does not tell is not recorded.
        using Activity silent = Begin("generate_content", "model_call", 5);
        silent.SetTag("gen_ai.operation.name", "generate_content").SetTag("gen_ai.request.model", "small");
        End(silent, 0.25);
    }

    private void CallTools()
    {
        using (Activity list = Begin("execute_tool bash", "tool_call", 3.5))
        {
            list.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", "bash").SetTag("gen_ai.tool.call.id", "t-1");
            list.SetTag("gen_ai.tool.call.arguments", "{\"command\":\"ls\"}").SetTag("gen_ai.tool.call.result", "calc.py").SetTag("process.exit.code", 0);
            End(list, 0.5);
        }

        using Activity test = Begin("execute_tool bash", "tool_call", 4);
        test.SetTag("gen_ai.operation.name", "execute_tool").SetTag("gen_ai.tool.name", "bash").SetTag("gen_ai.tool.call.id", "t-2");
        test.SetTag("gen_ai.tool.call.arguments", "{\"command\":\"make test\"}").SetTag("process.exit.code", 3).SetTag("error.type", "exit");
        End(test, 0.25);
    }

    private void Verify()
    {
        using Activity verify = Begin("check", "verify", 8);
        verify.SetTag("process.exit.code", passes ? 0 : 1);

        // One score as a log record, one as an event of the span: both are the vocabulary's.
        events.Tell("gen_ai.evaluation.result", "", ("gen_ai.evaluation.name", "pass_rate"), ("gen_ai.evaluation.score.value", passes ? 1.0 : 0.0),
            ("gen_ai.evaluation.score.label", passes ? "pass" : "fail"), ("bench.axis.details", "{\"checks\": 3}"), ("bench.scorer.name", "acme"), ("bench.scorer.version", "2"));
        verify.AddEvent(new ActivityEvent("gen_ai.evaluation.result", start.AddSeconds(9), new ActivityTagsCollection
        {
            ["gen_ai.evaluation.name"] = "blast_radius",
            ["gen_ai.evaluation.score.value"] = 0.25,
            ["gen_ai.evaluation.explanation"] = "one of four",
        }));
        events.Tell("gen_ai.evaluation.result", "", ("gen_ai.evaluation.name", "refusal"), ("bench.axis.not_applicable", true));
        events.Tell("gen_ai.evaluation.result", "", ("gen_ai.evaluation.name", "integrity"));
        events.Tell("gen_ai.evaluation.result", "", ("gen_ai.evaluation.name", "politeness"), ("gen_ai.evaluation.score.value", 0.5));
        End(verify, 1);
    }

    private Activity Begin(string name, string kind, double afterSeconds) => Source
        .StartActivity(name, ActivityKind.Internal, Activity.Current?.Context ?? default, startTime: start.AddSeconds(afterSeconds))!
        .SetTag("bench.span.kind", kind);

    private static void End(Activity activity, double lastsSeconds) => activity.SetEndTime(activity.StartTimeUtc.AddSeconds(lastsSeconds)).Stop();
}
