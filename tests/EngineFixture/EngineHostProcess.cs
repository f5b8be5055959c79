using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Tracing.EngineFixture;

/// <summary>The embedded engine in a process of its own, behind its writable HTTP face (tests/EngineHost).</summary>
public sealed partial class EngineHostProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private readonly Process process;
    private readonly StringBuilder errors;

    private EngineHostProcess(Process process, StringBuilder errors, Uri address)
    {
        this.process = process;
        this.errors = errors;
        Address = address;
        HttpClient = new HttpClient { BaseAddress = address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Speaks to it.</summary>
    public HttpClient HttpClient { get; }

    /// <summary>What it wrote to standard error.</summary>
    public string Errors
    {
        get
        {
            lock (errors)
            {
                return errors.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <param name="memory">The engine's memory bound in bytes; null for the default.</param>
    /// <param name="timeZone">The process's time zone; null for this one's.</param>
    /// <param name="earlyChild">Whether it starts a child while the engine opens, and listens once it saw that end.</param>
    /// <exception cref="InvalidOperationException">It ended instead; the message is its standard error.</exception>
    public static async Task<EngineHostProcess> StartAsync(string data, CancellationToken cancel, long? memory = null, string? timeZone = null, bool earlyChild = false)
    {
        string[] bound = memory is null ? [] : ["--memory", memory.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        string[] child = earlyChild ? ["--early-child"] : [];
        var start = new ProcessStartInfo(Executable(), ["--data", data, "--listen", "127.0.0.1:0", .. bound, .. child]) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (timeZone is not null)
        {
            start.Environment["TZ"] = timeZone;
        }

        var errors = new StringBuilder();
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors)
            {
                errors.AppendLine(line.Data);
            }
        };
        process.BeginErrorReadLine();
        string? first;
        try
        {
            first = await process.StandardOutput.ReadLineAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            process.Dispose();
            throw;
        }

        if (first is null)
        {
            await process.WaitForExitAsync(cancel);
            var text = errors.ToString();
            process.Dispose();
            throw new InvalidOperationException(text);
        }

        return new EngineHostProcess(process, errors, new Uri(first["listening ".Length..]));
    }

    /// <summary>Runs a statement; gives the body.</summary>
    /// <exception cref="HttpRequestException">The engine refused; the message is its error.</exception>
    public async Task<string> AskAsync(string sql, CancellationToken cancel)
    {
        using var content = new StringContent(sql);
        using var response = await HttpClient.PostAsync(Address, content, cancel);
        var body = await response.Content.ReadAsStringAsync(cancel);
        return response.IsSuccessStatusCode ? body : throw new HttpRequestException(body);
    }

    /// <summary>SIGKILL.</summary>
    public async Task KillAsync(CancellationToken cancel)
    {
        process.Kill();
        await process.WaitForExitAsync(cancel);
    }

    /// <summary>SIGTERM; gives the exit code.</summary>
    public async Task<int> TerminateAsync(CancellationToken cancel)
    {
        _ = Kill(process.Id, Terminate);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode;
    }

    /// <summary>Ends it if it still runs.</summary>
    public async ValueTask DisposeAsync()
    {
        HttpClient.Dispose();
        if (!process.HasExited)
        {
            await KillAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    // tests/<Project>/bin/<Configuration>/<Framework>/ has the host's output as a neighbour.
    private static string Executable()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var framework = here.Name;
        var configuration = here.Parent!.Name;
        var tests = here.Parent.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(tests, "EngineHost", "bin", configuration, framework, "tracing-engine-host");
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
