using GraphQL.Types;

namespace Tracing.Query.Api.Types;

/// <summary>How to run a cell again.</summary>
/// <param name="Title">What it does.</param>
/// <param name="Language">Of the text, <c>sh</c>.</param>
/// <param name="Text">The lines.</param>
/// <param name="Note">What must be known.</param>
public sealed record RecipeView(string Title, string Language, string Text, string Note);

/// <summary>How to run a cell again.</summary>
public sealed class RecipeType : ObjectGraphType<RecipeView>
{
    /// <summary>Declares the fields.</summary>
    public RecipeType()
    {
        Name = "Recipe";
        Description = "How to run a cell again, from what was recorded of it; nothing is made up.";
        Field<NonNullGraphType<StringGraphType>>("title").Resolve(c => c.Source.Title);
        Field<NonNullGraphType<StringGraphType>>("language").Description("sh.").Resolve(c => c.Source.Language);
        Field<NonNullGraphType<StringGraphType>>("text").Resolve(c => c.Source.Text);
        Field<NonNullGraphType<StringGraphType>>("note").Resolve(c => c.Source.Note);
    }
}
