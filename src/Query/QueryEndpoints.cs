using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tracing.Query.Access;
using Tracing.Query.Api;
using Tracing.Query.Assets;
using Tracing.Query.Badges;
using Tracing.Query.Execution;
using Tracing.Query.Live;
using Tracing.Query.Loading;
using Tracing.Query.Pages;
using Tracing.Query.Pages.Comparison;
using Tracing.Query.Pages.Comparison.Cells;
using Tracing.Query.Pages.Comparison.Contenders;
using Tracing.Query.Pages.Gallery;
using Tracing.Query.Pages.Search;
using Tracing.Query.Pages.Sweeps;
using Tracing.Query.RunData;
using Tracing.Query.Statistics.Prices;
using Tracing.Query.Transport;

namespace Tracing.Query;

/// <summary>Puts GraphQL, GraphiQL and the pages on a web application.</summary>
public static class QueryEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Registers the services. The host registers the store.</summary>
    /// <param name="services">Receives the services.</param>
    /// <param name="options">Validated options.</param>
    public static IServiceCollection AddTracingQuery(this IServiceCollection services, QueryOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(options.Limits);
        services.AddSingleton(new ReadTokens(options.Tokens));
        services.AddSingleton(new HostNames(options.Endpoint(), options.Hosts));
        services.AddSingleton<EmbeddedAssets>();
        services.AddSingleton<AssetEndpoint>();
        services.AddSingleton(options.Live);
        services.AddSingleton(new KnownDocuments());
        services.AddSingleton<RequestExecution>();
        services.AddSingleton<EventStream>();
        services.AddSingleton<GraphQlEndpoint>();
        services.AddSingleton<SocketEndpoint>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<LiveQuestions>();
        services.AddScoped<LiveDelivery>();
        services.AddSingleton<IDocumentBuilder, LimitedDocumentBuilder>();
        services.AddSingleton<StoreAnswers>();
        services.AddSingleton<CellQuestions>();
        services.AddSingleton(PriceTableFile.Read(options.Prices));
        services.AddSingleton<AxisReader>();
        services.AddSingleton<StatisticsQuestions>();
        services.AddSingleton<ComparisonQuestions>();
        services.AddSingleton<RunQuestions>();
        services.AddSingleton<SweepQuestions>();
        services.AddSingleton<TraceQuestions>();
        services.AddScoped<RequestLoaders>();
        services.AddSingleton<CellPageReader>();
        services.AddSingleton<SweepPageReader>();
        services.AddSingleton<PageFailures>();
        services.AddSingleton<PageSender>();
        services.AddSingleton<PageEndpoint>();
        services.AddSingleton<CellPageEndpoint>();
        services.AddSingleton<CellComparisonReader>();
        services.AddSingleton<ContenderComparisonReader>();
        services.AddSingleton<ComparisonEndpoint>();
        services.AddSingleton<SearchReader>();
        services.AddSingleton<GalleryReader>();
        services.AddSingleton(new ServedSite("") { ShowsContents = options.ShowContents });
        services.AddSingleton<FindingEndpoint>();
        services.AddSingleton<Timelines>();
        services.AddSingleton<RunDataEndpoint>();
        services.AddSingleton<BadgeEndpoint>();
        services.AddGraphQL(graphql => graphql
            .AddSystemTextJson()
            .AddExecutionStrategy<LiveExecutionStrategy>(OperationType.Subscription)
            .AddErrorInfoProvider<MaskedErrors>()
            .AddSchema<TracingSchema>()
            .AddGraphTypes(typeof(TracingSchema).Assembly)
            .AddComplexityAnalyzer(complexity =>
            {
                complexity.MaxComplexity = options.Limits.MaxComplexity;
                complexity.DefaultScalarImpact = 1;
                complexity.DefaultObjectImpact = 1;
                complexity.DefaultListImpactMultiplier = 10;
            }));
        return services;
    }

    /// <summary>Maps the endpoints behind their gate.</summary>
    /// <param name="app">The application; nothing else may be mapped on it.</param>
    public static WebApplication MapTracingQuery(this WebApplication app)
    {
        app.UseMiddleware<AccessGate>();
        app.Use(async (context, next) =>
        {
            await next(context);
            if (context.Response is { StatusCode: StatusCodes.Status404NotFound, HasStarted: false } && context.GetEndpoint() is null)
            {
                await PageEndpoint.NotFoundAsync(context);
            }
        });
        LiveOptions live = app.Services.GetRequiredService<LiveOptions>();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = live.KeepAlive, KeepAliveTimeout = live.KeepAlive });
        app.UseRouting();
        app.MapMethods("/healthz", Reading, () => Results.Text("ok\n"));
        app.MapMethods("/graphql", [HttpMethods.Get, HttpMethods.Post], (HttpContext context, GraphQlEndpoint endpoint, SocketEndpoint sockets) =>
            context.WebSockets.IsWebSocketRequest ? sockets.InvokeAsync(context) : endpoint.InvokeAsync(context));
        app.MapMethods("/schema.graphql", Reading, (ISchema schema) => Results.Text(SchemaText.Of(schema)));
        app.MapMethods("/graphiql/{**path}", Reading, (HttpContext context, string? path, AssetEndpoint assets) => assets.GraphiQlAsync(context, path));
        app.MapMethods("/styles/{name}", Reading, (HttpContext context, string name, AssetEndpoint assets) => assets.StyleAsync(context, name));
        app.MapMethods("/scripts/{name}", Reading, (HttpContext context, string name, AssetEndpoint assets) => assets.ScriptAsync(context, name));
        app.MapMethods("/replay.json", Reading, (HttpContext context, RunDataEndpoint data) => data.ReplayAsync(context));
        app.MapMethods("/span", Reading, (HttpContext context, RunDataEndpoint data) => data.SpanAsync(context));
        app.MapMethods("/recording", Reading, (HttpContext context, RunDataEndpoint data) => data.RecordingAsync(context));
        app.MapMethods("/", Reading, (HttpContext context, PageEndpoint pages) => pages.HomeAsync(context));
        app.MapMethods("/cell/{**path}", Reading, (HttpContext context, string? path, CellPageEndpoint cells) => cells.AnswerAsync(context, path));
        app.MapMethods("/embed/{**path}", Reading, (HttpContext context, string? path, PageEndpoint pages) => pages.EmbedAsync(context, path));
        app.MapMethods("/sweep/{sweep}", Reading, (HttpContext context, string sweep, PageEndpoint pages) => pages.SweepAsync(context, sweep));
        app.MapMethods("/compare", Reading, (HttpContext context, ComparisonEndpoint comparisons) => comparisons.CompareAsync(context));
        app.MapMethods("/search", Reading, (HttpContext context, FindingEndpoint finding) => finding.SearchAsync(context));
        app.MapMethods("/gallery", Reading, (HttpContext context, FindingEndpoint finding) => finding.GalleryAsync(context));
        app.MapMethods("/badge/{**path}", Reading, (HttpContext context, string? path, BadgeEndpoint badges) => badges.BadgeAsync(context, path));
        return app;
    }
}
