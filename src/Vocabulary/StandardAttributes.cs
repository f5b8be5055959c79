namespace Tracing.Vocabulary;

/// <summary>Names from the general OpenTelemetry semantic conventions that this product reads.</summary>
public static class StandardAttributes
{
    /// <summary>Resource attribute, string.</summary>
    public const string ServiceName = "service.name";

    /// <summary>Resource or span attribute, string.</summary>
    public const string ContainerImageName = "container.image.name";

    /// <summary>Resource or span attribute, string array of <c>name@sha256:…</c> or <c>sha256:…</c>.</summary>
    public const string ContainerImageRepoDigests = "container.image.repo_digests";

    /// <summary>Resource or span attribute, string.</summary>
    public const string ContainerId = "container.id";

    /// <summary>Span attribute, int.</summary>
    public const string ProcessExitCode = "process.exit.code";

    /// <summary>Span attribute, string array.</summary>
    public const string ProcessCommandArgs = "process.command_args";

    /// <summary>Span attribute, string.</summary>
    public const string ErrorType = "error.type";

    /// <summary>Span attribute, int.</summary>
    public const string HttpResponseStatusCode = "http.response.status_code";

    /// <summary>Log attribute, string: where the record has no <c>eventName</c>.</summary>
    public const string EventName = "event.name";

    /// <summary>Event attribute, string, relative path.</summary>
    public const string FilePath = "file.path";
}
