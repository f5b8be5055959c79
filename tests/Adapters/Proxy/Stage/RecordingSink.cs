using Tracing.Adapters.Proxy.Recording;

namespace Tracing.Adapters.Tests.Proxy.Stage;

/// <summary>Keeps the calls, and lets a test wait for them.</summary>
internal sealed class RecordingSink : IModelCallSink
{
    private readonly Lock gate = new();
    private readonly List<RecordedCall> calls = [];
    private readonly List<RecordedToolCall> toolCalls = [];
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

    public IReadOnlyList<RecordedToolCall> ToolCalls
    {
        get
        {
            lock (gate)
            {
                return [.. toolCalls];
            }
        }
    }

    public void Add(RecordedCall call) => Add(() => calls.Add(call));

    public void Add(RecordedToolCall call) => Add(() => toolCalls.Add(call));

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

    private void Add(Action add)
    {
        TaskCompletionSource waiting;
        lock (gate)
        {
            add();
            waiting = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        waiting.SetResult();
    }
}
