using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Tests.Proxy.Stage;

/// <summary>Keeps the calls, and lets a test wait for them.</summary>
internal sealed class RecordingSink : IModelCallSink
{
    private readonly Lock gate = new();
    private readonly List<RecordedCall> calls = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<RecordedCall> Calls
    {
        get
        {
            lock (gate)
            {
                return [.. calls];
            }
        }
    }

    public void Add(RecordedCall call)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            calls.Add(call);
            waiting = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
    }

    /// <summary>The calls, once there are so many.</summary>
    public async Task<IReadOnlyList<RecordedCall>> WaitForAsync(int count)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (calls.Count >= count)
                {
                    return [.. calls];
                }

                next = changed.Task;
            }

            await next.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The one call.</summary>
    public async Task<RecordedCall> OneAsync() => Assert.Single(await WaitForAsync(1));
}
