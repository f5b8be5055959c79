using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Transport;
using GraphQLParser.AST;
using Microsoft.Extensions.DependencyInjection;
using Tracing.Query.Execution;
using Tracing.Query.Live;

namespace Tracing.Query.Transport;

/// <summary>An answer of an operation that may have many.</summary>
/// <param name="Result">The answer.</param>
/// <param name="Ends">Whether the operation was refused, or ends with this error: no other answer follows.</param>
public sealed record StreamedResult(ExecutionResult Result, bool Ends);

/// <summary>The answers of an operation: one to a query, one an event to a subscription.</summary>
public static class ResultStream
{
    /// <summary>Executes an operation. The next event is executed when the answer before it was taken and sent.</summary>
    /// <param name="execution">Executes.</param>
    /// <param name="request">The operation.</param>
    /// <param name="services">The services of this operation.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async IAsyncEnumerable<StreamedResult> RunAsync(
        RequestExecution execution, GraphQLRequest request, IServiceProvider services, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!execution.TryEnter())
        {
            yield return new StreamedResult(new ExecutionResult { Errors = [QueryError.Busy()] }, Ends: true);
            yield break;
        }

        ExecutionResult first;
        try
        {
            first = await execution.ExecuteAsync(request, services, rule: null, cancellation);
        }
        finally
        {
            execution.Leave();
        }

        if (first.Streams is not { Count: 1 } streams)
        {
            yield return new StreamedResult(first, Ends: !first.Executed || first.Operation?.Operation == OperationType.Subscription);
            yield break;
        }

        LiveDelivery delivery = services.GetRequiredService<LiveDelivery>();
        Answers answers = new();
        using IDisposable subscription = streams.Single().Value.Subscribe(answers);
        await foreach (StreamedResult one in answers.ReadAsync(cancellation))
        {
            execution.LogFaults(one.Result);
            yield return one;
            delivery.Sent();
        }
    }

    // Holds one answer at most: the next event waits until this one was sent.
    private sealed class Answers : IObserver<ExecutionResult>
    {
        private readonly Channel<StreamedResult> _channel = Channel.CreateUnbounded<StreamedResult>();

        public IAsyncEnumerable<StreamedResult> ReadAsync(CancellationToken cancellation) => _channel.Reader.ReadAllAsync(cancellation);

        public void OnNext(ExecutionResult value) => _channel.Writer.TryWrite(new StreamedResult(value, Ends: false));

        public void OnCompleted() => _channel.Writer.TryComplete();

        public void OnError(Exception error)
        {
            _channel.Writer.TryWrite(new StreamedResult(new ExecutionResult { Errors = [error as ExecutionError ?? new UnhandledError("", error)] }, Ends: true));
            _channel.Writer.TryComplete();
        }
    }
}
