using System.Globalization;

namespace Tracing.Benchmarks.Receive;

/// <summary>
/// Processor time of a server for a span: receive, decode and durable queue of ours, against a generated gRPC service
/// that builds the objects and drops them. Rounds of all subjects are interleaved; the median of the rounds counts.
/// </summary>
internal static class ReceiveBenchmark
{
    private const double Goal = 1.0 / 3;
    private const string MemoryDisk = "/dev/shm";
    private const int Requests = 800;
    private const int Concurrency = 8;
    private const int WarmUpRounds = 2;
    private const int Rounds = 7;

    public static async Task RunAsync(string only)
    {
        var payloads = new ExportPayloads();
        await using ServerProcess generated = await ServerProcess.StartAsync(ReceiveServers.Generated);
        await using ServerProcess roomy = await ServerProcess.StartAsync(ReceiveServers.Generated, collectsRarely: true);
        await using ServerProcess ours = await ServerProcess.StartAsync(ReceiveServers.Ours);
        await using ServerProcess inMemory = await ServerProcess.StartAsync(ReceiveServers.Ours, temporary: Directory.Exists(MemoryDisk) ? MemoryDisk : null);
        Subject[] subjects =
        [
            new("generated service, gRPC", generated, ExportClients.Grpc(generated.Grpc, gzip: false)),
            new("generated service that collects every 64 MiB, gRPC", roomy, ExportClients.Grpc(roomy.Grpc, gzip: false)),
            new("ours with durable queue, gRPC", ours, ExportClients.Grpc(ours.Grpc, gzip: false)),
            new("ours, the queue's files in memory, gRPC", inMemory, ExportClients.Grpc(inMemory.Grpc, gzip: false)),
            new("generated service, gRPC gzip", generated, ExportClients.Grpc(generated.Grpc, gzip: true)),
            new("ours with durable queue, gRPC gzip", ours, ExportClients.Grpc(ours.Grpc, gzip: true)),
            new("ours with durable queue, HTTP protobuf", ours, ExportClients.Http(ours.Http, gzip: false)),
            new("ours with durable queue, HTTP protobuf gzip", ours, ExportClients.Http(ours.Http, gzip: true)),
        ];

        // One subject by its whole name, or those whose names hold the word.
        subjects = Array.Find(subjects, subject => subject.Name == only) is { } one
            ? [one]
            : [.. subjects.Where(subject => subject.Name.Contains(only, StringComparison.Ordinal))];

        // Rounds that are not counted: they compile the code of both sides.
        for (int round = 1 - WarmUpRounds; round <= Rounds; round++)
        {
            foreach (Subject subject in subjects)
            {
                double nanoseconds = await MeasureAsync(subject, payloads);
                if (round > 0)
                {
                    subject.Rounds.Add(nanoseconds);
                }
            }
        }

        Report(subjects, payloads);
    }

    private static async Task<double> MeasureAsync(Subject subject, ExportPayloads payloads)
    {
        await subject.Server.SettleAsync();
        TimeSpan before = subject.Server.ProcessorTime;
        int left = Requests;
        await Task.WhenAll(Enumerable.Range(0, Concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await subject.Send(payloads.Next());
            }
        })));
        TimeSpan used = subject.Server.ProcessorTime - before;
        await subject.Server.DrainAsync();
        return used.TotalNanoseconds / (Requests * (double)ExportPayloads.SpansPerRequest);
    }

    private static void Report(Subject[] subjects, ExportPayloads payloads)
    {
        Line($"## receive");
        Line($"{Requests} requests a round, {ExportPayloads.SpansPerRequest} spans of {payloads.BytesPerSpan:F0} B each, {Concurrency} at a time, {Rounds} rounds interleaved, processor time of the server");
        Line($"| subject | ns/span, median | lowest | highest |");
        Line($"|---|---:|---:|---:|");
        foreach (Subject subject in subjects)
        {
            Line($"| {subject.Name} | {subject.Median:F0} | {subject.Rounds.Min():F0} | {subject.Rounds.Max():F0} |");
        }

        Compare(subjects);
    }

    private static void Compare(Subject[] subjects)
    {
        double? Ratio(string transport, string service = "generated service") =>
            Array.Find(subjects, subject => subject.Name == $"ours with durable queue, {transport}")?.Median /
            Array.Find(subjects, subject => subject.Name == $"{service}, {transport}")?.Median;

        Line($"ours / generated, gRPC gzip: {Ratio("gRPC gzip"):F3}");
        Line($"ours / generated that collects every 64 MiB, gRPC: {Ratio("gRPC", "generated service that collects every 64 MiB"):F3}");
        double? ratio = Ratio("gRPC");
        Line($"ours / generated, gRPC: {ratio:F3} (goal at most {Goal:F3}): {(ratio <= Goal ? "met" : "MISSED")}");
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private sealed record Subject(string Name, ServerProcess Server, Func<byte[], Task> Send)
    {
        public List<double> Rounds { get; } = [];

        public double Median => Rounds.Order().ElementAt(Rounds.Count / 2);
    }
}
