namespace Tracing.Storage.Failures;

/// <summary>Error codes of ClickHouse that mean something to us (<c>system.errors</c>).</summary>
internal static class ErrorCodes
{
    public const int CannotParseText = 6;
    public const int IncorrectNumberOfColumns = 7;
    public const int ThereIsNoColumn = 8;
    public const int SizesOfColumnsDoNotMatch = 9;
    public const int NotFoundColumnInBlock = 10;
    public const int NoSuchColumnInTable = 16;
    public const int CannotParseInput = 27;
    public const int AttemptToReadAfterEof = 32;
    public const int CannotReadAllData = 33;
    public const int CannotParseDateTime = 41;
    public const int IllegalColumn = 44;
    public const int LogicalError = 49;
    public const int UnknownType = 50;
    public const int TypeMismatch = 53;
    public const int UnknownTable = 60;
    public const int SyntaxError = 62;
    public const int ArgumentOutOfBound = 69;
    public const int CannotConvertType = 70;
    public const int CannotParseNumber = 72;
    public const int UnknownDatabase = 81;
    public const int UnknownSetting = 115;
    public const int IncorrectData = 117;
    public const int CannotReadMapFromText = 130;
    public const int TooLargeArraySize = 128;
    public const int TooLargeStringSize = 131;
    public const int TooManyRows = 158;
    public const int TimeoutExceeded = 159;
    public const int TooSlow = 160;
    public const int Readonly = 164;
    public const int SizesOfArraysDoNotMatch = 190;
    public const int SetSizeLimitExceeded = 191;
    public const int UnknownUser = 192;
    public const int WrongPassword = 193;
    public const int RequiredPassword = 194;
    public const int TooManySimultaneousQueries = 202;
    public const int SocketTimeout = 209;
    public const int NetworkError = 210;
    public const int MemoryLimitExceeded = 241;
    public const int TableIsReadOnly = 242;
    public const int NotEnoughSpace = 243;
    public const int TooManyParts = 252;
    public const int TooManyBytes = 307;
    public const int CannotInsertNull = 349;
    public const int QueryWasCancelled = 394;
    public const int TooManyRowsOrBytes = 396;
    public const int AccessDenied = 497;
    public const int AuthenticationFailed = 516;
    public const int UserSessionLimitExceeded = 634;
}
