using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Tracing.Adapters.Proxy;
using Tracing.Adapters.Proxy.Recording;
using Tracing.Adapters.Tests.Proxy.Stage;

namespace Tracing.Adapters.Tests.Proxy;

/// <summary>An upstream over TLS with HTTP/2, as vendors have it: reached, trusted by a certificate that an option names, and streaming.</summary>
public sealed class SecureUpstreamTests
{
    private const string Path = "/v1/chat/completions";
    private const string Body = """{"model":"m","stream":true,"messages":[]}""";
    private const string Begun = "data: {\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}\n\n";
    private const string Rest = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";

    [Fact]
    public async Task A_stream_over_HTTP_2_passes_event_by_event()
    {
        var seen = new TaskCompletionSource();
        using X509Certificate2 certificate = Certificate();
        using var folder = new TrustFile(certificate);
        string protocol = "";
        await using WebApplication upstream = await StartAsync(certificate, async context =>
        {
            protocol = context.Request.Protocol;
            context.Response.ContentType = "text/event-stream";
            await context.Response.WriteAsync(Begun, context.RequestAborted);
            await seen.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync(Rest, context.RequestAborted);
        });
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = upstream.Urls.First(), UpstreamCertificates = folder.Path });

        using HttpResponseMessage answer = await stage.PostAsync(Path, Body);
        await using Stream stream = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        byte[] first = new byte[Begun.Length];
        await stream.ReadExactlyAsync(first, TestContext.Current.CancellationToken);
        seen.SetResult();
        using var rest = new StreamReader(stream);

        Assert.Equal((Begun, Rest), (Encoding.UTF8.GetString(first), await rest.ReadToEndAsync(TestContext.Current.CancellationToken)));
        RecordedCall call = await stage.Sink.OneAsync();
        Assert.Equal(("HTTP/2", 200, null, "stop", "m-1"), (protocol, call.Status, call.ErrorType, call.Facts.FinishReason, call.Facts.ResponseModel));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        using X509Certificate2 certificate = Certificate();
        using X509Certificate2 other = Certificate();
        using var folder = new TrustFile(other);
        await using WebApplication upstream = await StartAsync(certificate, _ => Task.CompletedTask);
        await using ProxyStage stage = await ProxyStage.StartAsync(new ProxyOptions { Upstream = upstream.Urls.First(), UpstreamCertificates = folder.Path });

        using HttpResponseMessage answer = await stage.PostAsync(Path, Body);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal(CallFaults.UpstreamUnreachable, (await stage.Sink.OneAsync()).ErrorType);
    }

    [Fact]
    public void Certificates_that_cannot_be_read_are_told_at_start()
    {
        var problems = new List<string>();

        new ProxyOptions { Upstream = "https://host", UpstreamCertificates = "/no/such/file.pem" }.Validate("proxy", problems);

        Assert.StartsWith("proxy.upstreamCertificates: ", Assert.Single(problems), StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(X509Certificate2 certificate, RequestDelegate answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            listener.Protocols = HttpProtocols.Http1AndHttp2;
            listener.UseHttps(certificate);
        }));
        WebApplication app = builder.Build();
        app.Run(answer);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=upstream", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }

    private sealed class TrustFile : IDisposable
    {
        public TrustFile(X509Certificate2 certificate) => File.WriteAllText(Path, certificate.ExportCertificatePem());

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
