using GraphQL;
using GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace Tracing.Query.Execution;

/// <summary>
/// Executes subscriptions. Each event is a request of its own: with loaders of its own, so that nothing that was read for an
/// earlier event is answered again, and with the time limit of a request.
/// </summary>
public sealed class LiveExecutionStrategy : SubscriptionExecutionStrategy
{
    private readonly IServiceScopeFactory _scopes;
    private readonly RequestLimits _limits;

    /// <summary>Makes the strategy.</summary>
    /// <param name="scopes">Makes the services of an event.</param>
    /// <param name="limits">The limits.</param>
    public LiveExecutionStrategy(IServiceScopeFactory scopes, RequestLimits limits)
    {
        _scopes = scopes;
        _limits = limits;
    }

    /// <inheritdoc/>
    protected override async ValueTask<ExecutionResult> ProcessDataAsync(GraphQL.Execution.ExecutionContext context, ExecutionNode node, object? value)
    {
        CancellationToken whole = context.CancellationToken;
        using CancellationTokenSource bounded = CancellationTokenSource.CreateLinkedTokenSource(whole);
        bounded.CancelAfter(_limits.Timeout);
        await using AsyncServiceScope scope = _scopes.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.CancellationToken = bounded.Token;
        ExecutionResult result = await base.ProcessDataAsync(context, node, value);
        return bounded.IsCancellationRequested && !whole.IsCancellationRequested
            ? new ExecutionResult { Executed = true, Errors = [new TimeoutError()] }
            : result;
    }
}
