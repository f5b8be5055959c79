using CsCheck;
using Tracing.Collector.Queue;

namespace Tracing.Collector.Tests.Queue;

/// <summary>Random lives of a queue against a list in memory.</summary>
public sealed class QueueModelTests
{
    private enum Act
    {
        Append,
        Resend,
        Read,
        Confirm,
        Restart,
        Kill,
        PowerLoss,
        Fault,
        Wait,
    }

    private static readonly Act[] Likely =
    [
        Act.Append, Act.Append, Act.Append, Act.Append, Act.Append, Act.Append, Act.Resend, Act.Read, Act.Read, Act.Read,
        Act.Confirm, Act.Confirm, Act.Restart, Act.Kill, Act.PowerLoss, Act.Fault, Act.Wait,
    ];

    private static readonly Gen<(Act Act, int Size)[]> Lives = Gen.Select(
        Gen.Int[0, Likely.Length - 1].Select(i => Likely[i]),
        Gen.Int[0, 600]).Array[1, 40];

    [Fact]
    public Task A_queue_of_tiny_segments_behaves_like_a_list() =>
        Lives.SampleAsync(life => LiveAsync(life, QueueSession.Small, 1), iter: 600, threads: 1);

    [Fact]
    public Task A_queue_of_true_constants_behaves_like_a_list() =>
        Lives.SampleAsync(life => LiveAsync(life, new QueueOptions { Directory = QueueSession.Folder }, 5000), iter: 20, threads: 1);

    private static async Task LiveAsync((Act Act, int Size)[] life, QueueOptions options, int scale)
    {
        var model = new QueueModel(options);
        await model.OpenAsync(new StrictDisk());
        foreach (var (act, size) in life)
        {
            await (act switch
            {
                Act.Append => model.AppendAsync(size * scale),
                Act.Resend => model.ResendAsync(size),
                Act.Read => model.ReadAsync(size % 7),
                Act.Confirm => model.ConfirmAsync(),
                Act.Restart => model.RestartAsync(),
                Act.Kill => model.CrashAsync(CrashPolicy.Keep, size),
                Act.PowerLoss => model.CrashAsync(CrashPolicy.Scatter, size),
                Act.Fault => model.FaultAsync((DiskFault)(1 + (size % 3)), size % 5),
                _ => model.WaitAsync(TimeSpan.FromMinutes(size % 90)),
            });
        }

        await model.DrainAsync();
    }
}
