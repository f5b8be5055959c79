using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tracing.Adapters.ScriptedModel.Protocols;
using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.Adapters.ScriptedModel.Serving;

/// <summary>Answers every request of a scripted model and logs it. Paths are told apart by their ends, so any prefix will do.</summary>
internal sealed class ModelEndpoint(IScriptPlayer player, TruthLog log, TimeProvider time)
{
    private const string CutShort = "Cut in the midst of the answer.";

    private readonly IProtocol chat = new ChatCompletions();
    private readonly IProtocol responses = new Responses();
    private readonly IProtocol messages = new AnthropicMessages();
    private readonly IProtocol gemini = new Gemini();
    private readonly TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when a request is being held back.</summary>
    public Task Held => held.Task;

    /// <summary>Handles one request.</summary>
    /// <exception cref="IOException">The script cuts its answer.</exception>
    public async Task HandleAsync(HttpContext context)
    {
        DateTimeOffset arrival = time.GetUtcNow();
        string path = context.Request.Path.Value!.TrimEnd('/');
        RequestBody body = await RequestBody.ReadAsync(context.Request, context.RequestAborted);
        var record = new CallRecord
        {
            Time = arrival,
            Path = path,
            Kind = CallKind.Unknown,
            RequestBytes = body.Bytes.Length,
            RequestSha256 = body.Sha256,
            RequestHashes = body.Hashes(),
            Traceparent = context.Request.Headers["traceparent"].FirstOrDefault(),
        };
        var writer = new AnswerWriter(context, time);
        try
        {
            record = await AnswerAsync(context, path, body, record, writer);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            record = record with { Problem = "The caller went away." };
        }
        finally
        {
            log.Add(record with { Ended = time.GetUtcNow() });
        }

        // The server ends the connection then without the answer's end, and what was written has left before: ended by force, it could be lost.
        if (record.Problem == CutShort)
        {
            throw new IOException(CutShort);
        }
    }

    private async Task<CallRecord> AnswerAsync(HttpContext context, string path, RequestBody body, CallRecord record, AnswerWriter writer)
    {
        if (HttpMethods.IsGet(context.Request.Method) && path.EndsWith("/models", StringComparison.Ordinal))
        {
            await writer.WholeAsync(StatusCodes.Status200OK, ModelListings.For(context.Request, player.Models));
            return record with { Kind = CallKind.Listing, Status = StatusCodes.Status200OK };
        }

        if (path.EndsWith("/messages/count_tokens", StringComparison.Ordinal) || path.EndsWith(":countTokens", StringComparison.Ordinal))
        {
            string member = path.EndsWith(":countTokens", StringComparison.Ordinal) ? "totalTokens" : "input_tokens";
            await writer.WholeAsync(StatusCodes.Status200OK, new JsonObject { [member] = Estimate(body.Bytes.Length) });
            return record with { Kind = CallKind.Count, Status = StatusCodes.Status200OK };
        }

        if (ProtocolOf(path) is not { } protocol || !HttpMethods.IsPost(context.Request.Method))
        {
            await writer.WholeAsync(StatusCodes.Status404NotFound, OpenAiFault.Of(StatusCodes.Status404NotFound, $"A scripted model has nothing at {path}."));
            return record with { Status = StatusCodes.Status404NotFound };
        }

        record = record with { Protocol = protocol.Name };
        try
        {
            using JsonDocument document = JsonDocument.Parse(body.Bytes);
            ModelRequest request = protocol.Read(path, document.RootElement);
            Cue cue = player.Next(request, body.Bytes);
            return await PlayAsync(context, (protocol, request, cue), record, writer);
        }
        catch (Exception e) when (e is JsonException or InvalidDataException && !context.Response.HasStarted)
        {
            await writer.WholeAsync(StatusCodes.Status400BadRequest, protocol.Fault(StatusCodes.Status400BadRequest, e.Message));
            return record with { Status = StatusCodes.Status400BadRequest, Problem = e.Message };
        }
    }

    private async Task<CallRecord> PlayAsync(HttpContext context, (IProtocol Protocol, ModelRequest Request, Cue Cue) asked, CallRecord record, AnswerWriter writer)
    {
        (IProtocol protocol, ModelRequest request, Cue cue) = asked;
        record = record with { Kind = cue.Kind, Turn = cue.TurnIndex, Attempt = cue.Attempt, Model = request.Model, Stream = request.Stream };
        if (cue.Turn.FirstByteMs > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(cue.Turn.FirstByteMs), time, context.RequestAborted);
        }

        if (cue.Error is { } error)
        {
            context.Response.Headers.RetryAfter = error.RetryAfterSeconds?.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await writer.WholeAsync(error.Status, protocol.Fault(error.Status, error.Message));
            return record with { Status = error.Status, Problem = error.Message };
        }

        if (cue.Turn.Hold)
        {
            held.TrySetResult();
            return await HoldAsync(context, record);
        }

        Answer answer = Compose(cue, request, record.RequestBytes);
        if (cue.Turn.Cut)
        {
            ServerEvent[] events = [.. protocol.Events(answer)];
            await writer.EventsAsync(events[..(events.Length / 2)], TimeSpan.Zero);
            return record with { Status = StatusCodes.Status200OK, Problem = CutShort };
        }

        record = record with
        {
            Status = StatusCodes.Status200OK,
            Usage = answer.Usage,
            Calls = [.. answer.Calls.Select(call => new CalledTool(call.Id, call.Name, call.Arguments))],
            Finish = protocol.FinishOf(answer),
            ResponseId = protocol.IdOf(answer),
            FirstByteMs = (time.GetUtcNow() - record.Time).TotalMilliseconds,
        };
        await WriteAsync(context, protocol, answer, TimeSpan.FromMilliseconds(cue.Turn.BetweenMs), writer);
        return record;
    }

    // Not thrown on: what the record knows of the request is the truth about it.
    private static async Task<CallRecord> HoldAsync(HttpContext context, CallRecord record)
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using CancellationTokenRegistration registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
        return record with { Problem = "Held back until the caller went away." };
    }

    private static Task WriteAsync(HttpContext context, IProtocol protocol, Answer answer, TimeSpan between, AnswerWriter writer)
    {
        if (!answer.Request.Stream)
        {
            return writer.WholeAsync(StatusCodes.Status200OK, protocol.Whole(answer));
        }

        return protocol is Gemini && context.Request.Query["alt"] != "sse"
            ? writer.ArrayAsync(protocol.Events(answer), between)
            : writer.EventsAsync(protocol.Events(answer), between);
    }

    private Answer Compose(Cue cue, ModelRequest request, long requestBytes)
    {
        AnswerCall[] calls =
        [
            .. cue.Turn.Calls.Select((call, index) =>
            {
                (string name, JsonObject arguments) = ToolFitting.Fit(call, request.Tools);
                return new AnswerCall($"call_{cue.Ordinal:D4}_{index + 1}", name, arguments);
            }),
        ];
        return new Answer
        {
            Request = request,
            Ordinal = cue.Ordinal,
            CreatedSeconds = time.GetUtcNow().ToUnixTimeSeconds(),
            Text = cue.Turn.Text,
            Calls = calls,
            Usage = cue.Turn.Usage ?? new ScriptUsage
            {
                Prompt = Estimate(requestBytes),
                Completion = Estimate(cue.Turn.Text.Length + calls.Sum(call => call.Arguments.ToJsonString().Length)),
            },
            Finish = cue.Turn.Finish ?? (calls.Length > 0 ? "tool_calls" : "stop"),
        };
    }

    private static long Estimate(long bytes) => Math.Max(1, bytes / 4);

    private IProtocol? ProtocolOf(string path)
    {
        string last = path[(path.LastIndexOf('/') + 1)..];
        return last switch
        {
            "completions" when path.EndsWith("/chat/completions", StringComparison.Ordinal) => chat,
            "responses" => responses,
            "messages" => messages,
            _ when last.EndsWith(":generateContent", StringComparison.Ordinal) || last.EndsWith(":streamGenerateContent", StringComparison.Ordinal) => gemini,
            _ => null,
        };
    }
}
