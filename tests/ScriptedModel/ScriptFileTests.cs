using Tracing.Adapters.ScriptedModel.Scripts;

namespace Tracing.ScriptedModel.Tests;

public sealed class ScriptFileTests
{
    [Theory]
    [InlineData("""{ "turns": [{}] }""", "Turn 0 has neither text nor calls, and is not held back.")]
    [InlineData("""{ "turns": [{ "text": "a" }, { "calls": [{}] }] }""", "Turn 1: a call has either a shell command or names.")]
    [InlineData("""{ "turns": [{ "text": "a", "error": { "status": 200 } }] }""", "Turn 0: the status of an error lies between 400 and 599.")]
    [InlineData("""{ "turns": [{ "text": "a", "finish": "tired" }] }""", "Turn 0: finish is stop, tool_calls, length or content_filter.")]
    [InlineData("""{ "turns": [{ "text": "a", "txet": "b" }] }""", "txet")]
    [InlineData("""{ "turns": """, "Not a script")]
    public void Parse_of_what_is_no_script_says_why(string json, string reason)
    {
        InvalidDataException thrown = Assert.Throws<InvalidDataException>(() => ScriptFile.Parse(json));

        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
    }
}
