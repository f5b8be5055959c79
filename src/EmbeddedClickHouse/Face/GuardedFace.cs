using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Tracing.EmbeddedClickHouse.Http;

namespace Tracing.EmbeddedClickHouse.Face;

/// <summary>Answers the requests of the guarded face.</summary>
internal sealed class GuardedFace(HttpInterface http, EngineFaceOptions options)
{
    // What clients send by habit. The first is honoured when it is the stricter one; the others have no effect
    // beyond what the face enforces anyway.
    private const string TimeSetting = "max_execution_time";
    private static readonly HashSet<string> Ignored = new(StringComparer.Ordinal)
    {
        TimeSetting, "readonly", "final", "max_result_rows", "max_result_bytes", "result_overflow_mode", "max_threads", "max_block_size", "max_memory_usage",
        "cancel_http_readonly_queries_on_client_close", "enable_http_compression", "connect_timeout", "timeout_before_checking_execution_speed", "output_format_binary_write_json_as_string", "input_format_binary_read_json_as_string",
    };

    private const int ReadOnlyError = 164;
    private const int TimeoutExceeded = 159;
    private const int UnknownDatabase = 81;
    private readonly Doorkeeper door = new(options.Token);

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var request = EngineFace.Read(context);
        using var timer = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        try
        {
            door.Check(context);
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = options.MaxBodyBytes;
            }

            Admit(request, timer);
            await using var answer = await http.ExecuteAsync(request, timer.Token);
            await ResponseWriter.WriteAsync(context, answer, ResponseWriter.WantsGzip(context, request));
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            await RefuseAsync(context, new EngineException("Code: 159. DB::Exception: Timeout exceeded: the query ran longer than max_execution_time of the request. (TIMEOUT_EXCEEDED)", TimeoutExceeded));
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
        catch (EngineException e)
        {
            await RefuseAsync(context, e);
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, new EngineException($"Code: 229. DB::Exception: {e.Message} (QUERY_IS_TOO_LARGE)", 229));
        }
    }

    private async Task RefuseAsync(HttpContext context, EngineException error)
    {
        await using var answer = http.Error(error, []);
        await ResponseWriter.WriteAsync(context, answer, false);
    }

    private void Admit(InterfaceRequest request, CancellationTokenSource timer)
    {
        if (request.Settings.TryGetValue(TimeSetting, out var text) && double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) &&
            seconds > 0 && seconds < options.MaxExecutionTime.TotalSeconds)
        {
            timer.CancelAfter(TimeSpan.FromSeconds(seconds));
        }

        foreach (var setting in request.Settings.Keys.Where(k => !Ignored.Contains(k)))
        {
            throw new EngineException($"Code: 164. DB::Exception: Cannot modify '{setting}' setting in readonly mode. (READONLY)", ReadOnlyError);
        }

        request.Settings.Clear();
        if (request.Database != "default" && request.Database != options.Database)
        {
            throw new EngineException($"Code: 81. DB::Exception: Only the database {options.Database} is open here. (UNKNOWN_DATABASE)", UnknownDatabase);
        }

        request.Database = options.Database;
    }
}
