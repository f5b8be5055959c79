using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tracing.EmbeddedClickHouse;
using Tracing.EmbeddedClickHouse.Face;
using Tracing.EngineHost;

if (args is not ["--data", var data, "--listen", var listen, .. var more] || !IPEndPoint.TryParse(listen, out var endpoint))
{
    await Console.Error.WriteLineAsync("usage: tracing-engine-host --data DIR --listen 127.0.0.1:0 [--memory BYTES | --early-child]");
    return 2;
}

var options = new EngineOptions { DataPath = data };
if (more is ["--memory", var memory])
{
    options = options with { MaxMemoryBytes = long.Parse(memory, CultureInfo.InvariantCulture) };
}

try
{
    var child = more is ["--early-child"] ? new EarlyChild(data) : null;
    await using var engine = Engine.Open(options);
    await (child?.EndAsync() ?? Task.CompletedTask);
    var builder = WebApplication.CreateSlimBuilder();
    builder.Logging.ClearProviders();
    builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Limits.MinRequestBodyDataRate = null;

        // As the default of a server (http_max_uri_size): parameters travel in the address.
        kestrel.Limits.MaxRequestLineSize = 1 << 20;
        kestrel.Listen(endpoint);
    });
    await using var app = builder.Build();
    var gate = new InsertGate();
    gate.Map(app);
    app.MapWritableEngine(engine, gate.AdmitAsync);
    await app.StartAsync();
    var port = new Uri(app.Urls.First()).Port.ToString(CultureInfo.InvariantCulture);
    await Console.Out.WriteLineAsync($"listening http://{endpoint.Address}:{port}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (EngineException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
