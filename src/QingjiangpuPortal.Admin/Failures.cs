using System.Data.Common;
using Npgsql;
using QingjiangpuPortal.Infrastructure.EmbeddedPostgres;
using QingjiangpuPortal.Infrastructure.Identity;
using QingjiangpuPortal.Infrastructure.Protection;
using Spectre.Console;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin;

/// <summary>What goes wrong becomes a sentence on the error stream and an exit code.</summary>
internal static class Failures
{
    public const int Failed = 1;
    private const int Stopped = 130;

    private static readonly IAnsiConsole Errors = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    public static int Say(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return Failed;
    }

    public static int Report(Exception exception)
    {
        switch (exception)
        {
            case OperationCanceledException:
                Say("Stopped.");
                return Stopped;
            case CommandAppException { Pretty: { } explained }:
                Errors.Write(explained);
                return Failed;
            case PostgresException { SqlState: PostgresErrorCodes.UndefinedTable }:
                return Say("The database has no tables of the portal yet: run 'migrate' first.");
            case PostgresException refused:
                return Say($"The database refused: {refused.MessageText}.");
            case DbException unreachable:
                return Say($"The database cannot be reached: {unreachable.Message}");
            // Thrown with a sentence for the operator.
            case CommandAppException or EmbeddedPostgresException or InvalidKeyFileException or InvalidPasswordFileException or InvalidOperationException
                or IOException or InvalidDataException or UnauthorizedAccessException:
                return Say(exception.Message);
            default:
                Errors.WriteException(exception);
                return Failed;
        }
    }
}
