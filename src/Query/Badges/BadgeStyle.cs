namespace Tracing.Query.Badges;

/// <summary>How a badge looks.</summary>
public enum BadgeStyle
{
    /// <summary>Round corners.</summary>
    Flat,

    /// <summary>Square corners.</summary>
    Square,
}
