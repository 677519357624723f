using System.ComponentModel;
using QingjiangpuPortal.Infrastructure;
using QingjiangpuPortal.Infrastructure.Protection;
using Spectre.Console;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed class KeysNewOptions : PortalOptions
{
    [CommandOption("--file <FILE>")]
    [Description("Where to; by default where the portal looks for it (Portal__PersonalDataKeyFile, else keys/personal-data.json in the data folder).")]
    public string? File { get; init; }
}

internal sealed class KeysNewCommand : Command<KeysNewOptions>
{
    public override int Execute(CommandContext context, KeysNewOptions settings, CancellationToken cancellationToken)
    {
        var configuration = settings.Configuration();
        var path = Path.GetFullPath(settings.File
            ?? PortalServices.SettingsOf(configuration).KeyFileIn(DataDirectory.Locate(configuration, Environment.CurrentDirectory)));
        if (File.Exists(path)) return Failures.Say($"There is a key file already, and it stays as it is: {path}");
        KeyFile.Create(path);
        Console.WriteLine($"A fresh master key is in {path}. Keep a copy apart from the database's backups.");
        return 0;
    }
}
