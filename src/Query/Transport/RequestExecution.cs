using GraphQL;
using GraphQL.Transport;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.Logging;
using Tracing.Query.Execution;

namespace Tracing.Query.Transport;

/// <summary>Executes requests, whatever they came over: the same limits, rules and log for HTTP, event streams and WebSockets.</summary>
public sealed class RequestExecution : IDisposable
{
    private readonly IDocumentExecuter _executer;
    private readonly ISchema _schema;
    private readonly RequestLimits _limits;
    private readonly KnownDocuments _documents;
    private readonly ILogger<RequestExecution> _logger;
    private readonly SemaphoreSlim _places;

    /// <summary>Makes the executer.</summary>
    /// <param name="executer">Executes documents.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="documents">Documents that need no validation.</param>
    /// <param name="logger">Receives what clients must not see.</param>
    public RequestExecution(
        IDocumentExecuter executer, ISchema schema, RequestLimits limits, KnownDocuments documents, ILogger<RequestExecution> logger)
    {
        _executer = executer;
        _schema = schema;
        _limits = limits;
        _documents = documents;
        _logger = logger;
        _places = new SemaphoreSlim(limits.MaxConcurrent, limits.MaxConcurrent);
    }

    /// <summary>Takes one of the places for requests in execution, if there is one.</summary>
    /// <returns>False where all are taken; otherwise <see cref="Leave"/> must follow.</returns>
    public bool TryEnter() => _places.Wait(0, CancellationToken.None);

    /// <summary>Gives a place back.</summary>
    public void Leave() => _places.Release();

    /// <summary>Executes a request; a subscription is set up and its events follow.</summary>
    /// <param name="request">The request.</param>
    /// <param name="services">The services of this request.</param>
    /// <param name="rule">A rule of the transport, which holds for known documents too; or null.</param>
    /// <param name="cancellation">Ends the execution, in the engine too.</param>
    public async Task<ExecutionResult> ExecuteAsync(GraphQLRequest request, IServiceProvider services, IValidationRule? rule, CancellationToken cancellation)
    {
        string text = request.Query ?? "";
        bool known = _documents.TryFind(text, out GraphQLDocument? document);
        ExecutionResult result = await _executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = _schema,
            Query = text,
            Document = document,
            OperationName = request.OperationName,
            Variables = request.Variables,
            Extensions = request.Extensions,
            RequestServices = services,
            CancellationToken = cancellation,
            Timeout = _limits.Timeout,
            ValidationRules = rule is null ? null : [.. DocumentValidator.CoreRules, rule],
            CachedDocumentValidationRules = rule is null ? null : [rule],
        });
        if (!known && result is { Executed: true, Document: { } valid })
        {
            _documents.Add(text, valid);
        }

        LogFaults(result);
        return result;
    }

    /// <summary>Logs what clients are not told.</summary>
    /// <param name="result">A result.</param>
    public void LogFaults(ExecutionResult result)
    {
        foreach (ExecutionError error in result.Errors ?? [])
        {
            if (MaskedErrors.Code(error) == ErrorCodes.Internal)
            {
                Log.RequestFailed(_logger, error);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
