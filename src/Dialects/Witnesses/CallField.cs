namespace Tracing.Dialects.Witnesses;

/// <summary>A field of a step that one witness may know and another may not.</summary>
/// <typeparam name="TStep">The step.</typeparam>
/// <param name="Name">As the API names it.</param>
/// <param name="Value">Its value; null where it was not told.</param>
/// <param name="Take">The first step with the second one's value.</param>
internal sealed record CallField<TStep>(string Name, Func<TStep, object?> Value, Func<TStep, TStep, TStep> Take);
