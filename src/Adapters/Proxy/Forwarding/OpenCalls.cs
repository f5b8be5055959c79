namespace Tracing.Adapters.Proxy.Forwarding;

/// <summary>Counts the requests in flight, so that stopping can wait for the last of them.</summary>
internal sealed class OpenCalls
{
    private readonly Lock gate = new();
    private TaskCompletionSource none = Done();
    private int count;

    /// <summary>Done while there is none.</summary>
    public Task None
    {
        get
        {
            lock (gate)
            {
                return none.Task;
            }
        }
    }

    /// <summary>One begins.</summary>
    public void Enter()
    {
        lock (gate)
        {
            if (count++ == 0)
            {
                none = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>One has ended.</summary>
    public void Leave()
    {
        lock (gate)
        {
            if (--count == 0)
            {
                none.SetResult();
            }
        }
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource();
        done.SetResult();
        return done;
    }
}
