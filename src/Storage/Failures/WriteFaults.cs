using System.Net.Sockets;
using ClickHouse.Driver;
using Tracing.Storage.Writes;

namespace Tracing.Storage.Failures;

/// <summary>
/// What a fault of an insert means. Permanent is what the engine says about the bytes themselves: a block that cannot be
/// parsed today cannot be parsed tomorrow. What it says about itself (no table, no space, no right, too busy) heals.
/// Not in doubt is only what is known to happen before the first part is written.
/// </summary>
internal static class WriteFaults
{
    // Code → (what to tell, whether the bytes are at fault, whether parts may have been written).
    private static readonly Dictionary<int, (string Reason, bool Permanent, bool InDoubt)> Codes = new()
    {
        [ErrorCodes.CannotParseText] = ("the engine cannot parse a value of the block", true, false),
        [ErrorCodes.IncorrectNumberOfColumns] = ("the block has a wrong number of columns", true, false),
        [ErrorCodes.SizesOfColumnsDoNotMatch] = ("the columns of the block differ in length", true, false),
        [ErrorCodes.CannotParseInput] = ("the engine cannot parse the block", true, false),
        [ErrorCodes.AttemptToReadAfterEof] = ("the block ends too early", true, false),
        [ErrorCodes.CannotReadAllData] = ("the block ends too early", true, false),
        [ErrorCodes.CannotParseDateTime] = ("the engine cannot parse a time of the block", true, false),
        [ErrorCodes.IllegalColumn] = ("a column of the block is not what it says", true, false),
        [ErrorCodes.LogicalError] = ("the engine fails on the block with an internal error", true, true),
        [ErrorCodes.UnknownType] = ("the block names a type that the engine does not know", true, false),
        [ErrorCodes.TypeMismatch] = ("a column of the block has another type than the table", true, false),
        [ErrorCodes.ArgumentOutOfBound] = ("a value of the block is out of bounds", true, false),
        [ErrorCodes.CannotConvertType] = ("a column of the block cannot be converted to the table's type", true, false),
        [ErrorCodes.CannotParseNumber] = ("the engine cannot parse a number of the block", true, false),
        [ErrorCodes.IncorrectData] = ("the engine finds incorrect data in the block", true, false),
        [ErrorCodes.TooLargeArraySize] = ("an array of the block is too large", true, false),
        [ErrorCodes.CannotReadMapFromText] = ("the engine cannot read a map of the block", true, false),
        [ErrorCodes.TooLargeStringSize] = ("a string of the block is too large", true, false),
        [ErrorCodes.SizesOfArraysDoNotMatch] = ("nested arrays of the block differ in length", true, false),
        [ErrorCodes.CannotInsertNull] = ("the block holds a null where the table takes none", true, false),

        // About the schema: a migration is missing or someone changed a table. The block waits.
        [ErrorCodes.ThereIsNoColumn] = ("the table lacks a column", false, false),
        [ErrorCodes.NotFoundColumnInBlock] = ("the table has a column that blocks do not carry", false, false),
        [ErrorCodes.NoSuchColumnInTable] = ("the table lacks a column", false, false),
        [ErrorCodes.UnknownTable] = ("the table does not exist", false, false),
        [ErrorCodes.UnknownDatabase] = ("the database does not exist", false, false),
        [ErrorCodes.SyntaxError] = ("the engine does not understand the insert", false, false),
        [ErrorCodes.UnknownSetting] = ("the engine does not know a setting of the insert", false, false),

        // About rights and room, known before anything is written.
        [ErrorCodes.Readonly] = ("the engine is read-only", false, false),
        [ErrorCodes.UnknownUser] = ("the engine refuses the user", false, false),
        [ErrorCodes.WrongPassword] = ("the engine refuses the user", false, false),
        [ErrorCodes.RequiredPassword] = ("the engine refuses the user", false, false),
        [ErrorCodes.AuthenticationFailed] = ("the engine refuses the user", false, false),
        [ErrorCodes.AccessDenied] = ("the user may not insert", false, false),
        [ErrorCodes.TooManySimultaneousQueries] = ("the engine has too many queries", false, false),
        [ErrorCodes.UserSessionLimitExceeded] = ("the engine has too many sessions", false, false),
        [ErrorCodes.TooManyParts] = ("the engine's merges are behind", false, false),
        [ErrorCodes.TableIsReadOnly] = ("the table is read-only", false, false),

        // May come when some partitions of the block are written and others not.
        [ErrorCodes.MemoryLimitExceeded] = ("the engine is out of memory", false, true),
        [ErrorCodes.NotEnoughSpace] = ("the engine is out of disk space", false, true),
        [ErrorCodes.TimeoutExceeded] = ("the engine took too long", false, true),
        [ErrorCodes.QueryWasCancelled] = ("the insert was cancelled", false, true),
    };

    /// <summary>Classifies a fault of an insert.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <returns>The failure to throw.</returns>
    public static WriteFailure Of(Exception fault) => fault switch
    {
        WriteFailure known => known,
        ClickHouseServerException server when Codes.TryGetValue(server.ErrorCode, out var entry) =>
            new WriteFailure(entry.Reason, entry.Permanent, entry.InDoubt, fault),
        ClickHouseServerException server =>
            new WriteFailure($"the engine refused the insert with code {server.ErrorCode}", false, true, fault),
        OperationCanceledException or TimeoutException => new WriteFailure("the engine did not answer in time", false, true, fault),
        _ when IsUnreached(fault) => new WriteFailure("the engine cannot be reached", false, false, fault),
        _ => new WriteFailure("the connection to the engine broke", false, true, fault),
    };

    // A connection that was never made carried nothing.
    private static bool IsUnreached(Exception fault) =>
        fault is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError }
            && fault.InnerException is SocketException
            {
                SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.HostUnreachable
                    or SocketError.NetworkUnreachable or SocketError.TryAgain or SocketError.TimedOut,
            };

    /// <summary>Writes, and tells a fault of the engine as what it means for the rows.</summary>
    /// <param name="write">Writes.</param>
    /// <param name="cancellationToken">What makes it give up; that is told as it is.</param>
    /// <exception cref="WriteFailure">Some may be missing.</exception>
    public static async Task ToldAsync(Func<Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await write();
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw Of(fault);
        }
    }
}
