using System.ComponentModel;
using System.Diagnostics;

namespace QingjiangpuPortal.Infrastructure.EmbeddedPostgres;

/// <summary>How a program ended and what it printed (both streams).</summary>
internal sealed record ProgramResult(int ExitCode, string Output)
{
    public bool Succeeded => ExitCode == 0;
}

/// <summary>
/// The account that runs PostgreSQL's programs. Mostly the portal's own; but PostgreSQL refuses to run as root, so for
/// a portal that runs as root it is another user, or root in disguise where no other user can reach the folders.
/// </summary>
internal sealed class ServerAccount
{
    private static readonly string[] UnprivilegedUsers = ["postgres", "nobody"];

    /// <summary>Maps root to the number of "nobody" in a user namespace: enough for PostgreSQL's check, no right lost.</summary>
    private static readonly string[] Disguise = ["--user", "--map-user=65534", "--map-group=65534"];

    private readonly string? _user;
    private readonly bool _disguised;

    private ServerAccount(string? user = null, bool disguised = false)
    {
        _user = user;
        _disguised = disguised;
    }

    /// <summary>The account of this process.</summary>
    public static ServerAccount Own { get; } = new();

    /// <summary>Finds the account that can run these binaries on this folder, by trying.</summary>
    public static async Task<ServerAccount> ChooseAsync(
        PostgresBinaries binaries, string folder, CancellationToken cancellationToken)
    {
        // On Windows pg_ctl and initdb give their privileges up by themselves.
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return Own;

        // A run in the folder proves all at once: the user exists, may pass every parent of the binaries and the folder
        // (a home of mode 0700 often stands in the way), and may load the libraries.
        ServerAccount[] candidates =
            [.. UnprivilegedUsers.Select(user => new ServerAccount(user)), new ServerAccount(disguised: true)];
        foreach (var account in candidates)
        {
            if ((await account.RunAsync(binaries.Postgres, ["--version"], folder, cancellationToken)).Succeeded)
                return account;
        }

        throw new EmbeddedPostgresException(
            $"PostgreSQL does not run as root, and neither the users {string.Join(", ", UnprivilegedUsers)} nor `unshare` " +
            $"can run {binaries.Postgres} in {folder}. Start the portal as an ordinary user, or set " +
            "Portal__DataDirectory to a folder that every user may enter.");
    }

    /// <summary>Hands a file or folder over to this account, so that PostgreSQL may write it.</summary>
    public async Task TakeOverAsync(string path, CancellationToken cancellationToken)
    {
        if (_user is null && !_disguised)
            return;

        // "user:" means the user's own group. To the file system the disguised root is still root.
        var owner = _disguised ? "root:" : $"{_user}:";
        var result = await Own.RunAsync("chown", ["-R", owner, path], workingFolder: null, cancellationToken);
        if (!result.Succeeded)
            throw new EmbeddedPostgresException($"The folder {path} could not be given to {owner} {result.Output.Trim()}");
    }

    /// <summary>Runs a program to its end. A program that cannot be started counts as failed, with the reason as output.</summary>
    /// <param name="workingFolder">The current directory for it; <c>null</c> keeps this process's.</param>
    /// <param name="leavesServer">
    /// Whether the program leaves a server behind. On Windows that inherits the pipe of the output and holds it open for
    /// as long as it lives, so there the output is not read.
    /// </param>
    public async Task<ProgramResult> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string? workingFolder,
        CancellationToken cancellationToken,
        bool leavesServer = false)
    {
        var capture = !(leavesServer && OperatingSystem.IsWindows());
        using var process = new Process { StartInfo = Command(program, arguments) };
        process.StartInfo.WorkingDirectory = workingFolder ?? "";
        process.StartInfo.RedirectStandardOutput = capture;
        process.StartInfo.RedirectStandardError = capture;
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            return new ProgramResult(exception.NativeErrorCode, exception.Message);
        }

        try
        {
            Task<string>[] outputs = capture
                ? [process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken)]
                : [];
            await process.WaitForExitAsync(cancellationToken);
            return new ProgramResult(process.ExitCode, string.Concat(await Task.WhenAll(outputs)));
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private ProcessStartInfo Command(string program, IReadOnlyList<string> arguments)
    {
        var command = _disguised
            ? new ProcessStartInfo("unshare", [.. Disguise, program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        if (_user is not null)
            command.UserName = _user;

        // PGDATA, PGPORT and their like mean the operator's own database; messages are read by this code, so in English.
        foreach (var name in command.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            command.Environment.Remove(name);
        command.Environment["LC_ALL"] = "C";
        return command;
    }
}
