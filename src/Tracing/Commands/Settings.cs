namespace Tracing.Commands;

/// <summary>The short command-line options, each standing for a key.</summary>
internal static class Settings
{
    public static readonly Setting Data = new("--data", "data", "DIR", "Folder of the database and the queue");
    public static readonly Setting Grpc = new("--grpc", "collector.receive.grpc", "HOST:PORT", "Address of OTLP over gRPC");
    public static readonly Setting Http = new("--http", "collector.receive.http", "HOST:PORT", "Address of OTLP over HTTP");
    public static readonly Setting Query = new("--query", "query.listen", "HOST:PORT", "Address of GraphQL and the pages");
    public static readonly Setting Engine = new("--engine", "engineListen", "HOST:PORT", "Address of the engine's read-only ClickHouse HTTP interface; off unless given");
    public static readonly Setting ClickHouse = new("--clickhouse", "storage.url", "URL", "HTTP address of a ClickHouse server");
    public static readonly Setting Database = new("--database", "storage.database", "NAME", "Database in ClickHouse");
    public static readonly Setting User = new("--user", "storage.user", "NAME", "User of ClickHouse");
    public static readonly Setting Queue = new("--queue", "collector.queue.directory", "DIR", "Folder of the collector's queue");
    public static readonly Setting Upstream = new("--upstream", "proxy.upstream", "URL", "The models' endpoint, such as https://api.openai.com");
    public static readonly Setting ProxyListen = new("--listen", "proxy.listen", "HOST:PORT", "Address that agents call");
    public static readonly Setting Endpoint = new("--endpoint", "proxy.endpoint", "URL", "The collector's OTLP/HTTP endpoint");
    public static readonly Setting Run = new("--run", "proxy.identity.run", "RUN", "The run that the calls belong to");
    public static readonly Setting Sweep = new("--sweep", "proxy.identity.sweep", "SWEEP", "Its sweep");
    public static readonly Setting Agent = new("--agent", "proxy.identity.agent", "NAME", "Its agent");
    public static readonly Setting Model = new("--model", "proxy.identity.model", "NAME", "Its model, as the sweep names it");
    public static readonly Setting Task = new("--task", "proxy.identity.task", "CATEGORY/NAME", "Its task");
    public static readonly Setting Trial = new("--trial", "proxy.identity.trial", "N", "Its trial");
    public static readonly Setting RunAgents = new("--agent", "run.agents", "NAME,…", "Agents");
    public static readonly Setting RunModels = new("--model", "run.models", "NAME,…", "Models, as the endpoint names them");
    public static readonly Setting RunTasks = new("--task", "run.tasks", "CATEGORY/NAME,…", "Tasks: names, patterns such as polyglot/*, or folders");
    public static readonly Setting RunSweep = new("--sweep", "run.sweep", "SWEEP", "The sweep; a new one unless given");
    public static readonly Setting RunTrials = new("--trials", "run.trials", "N", "Trials of each cell");
    public static readonly Setting RunSandbox = new("--sandbox", "run.sandbox", "KIND", "bwrap, docker or none");
    public static readonly Setting RunImage = new("--image", "run.docker.image", "NAME", "Image of the sandbox docker; the one each task names unless given");
    public static readonly Setting RunEndpoint = new("--endpoint", "run.endpoint", "URL", "The models' endpoint; the public one of each agent's protocol unless given");
    public static readonly Setting RunKeyEnv = new("--key-env", "run.keyEnv", "NAME", "Environment variable that holds the endpoint's key");
    public static readonly Setting RunCollector = new("--collector", "run.collector", "URL", "The collector's OTLP/HTTP endpoint");
    public static readonly Setting RunTimeout = new("--timeout", "run.timeout", "TIME", "How long an agent may take; as each task says unless given");
    public static readonly Setting RunParallel = new("--parallel", "run.parallel", "N", "Trials at the same time");
    public static readonly Setting RunTasksFolder = new("--tasks", "run.tasksFolder", "DIR", "Folder of tasks; those that come with the program unless given");
}
