using System.ComponentModel;
using System.Globalization;
using QingjiangpuPortal.Infrastructure.Protection;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed class KeysStatusCommand : AsyncCommand<PortalOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, PortalOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var file = portal.Get<KeyFileSource>().Read();
        Console.WriteLine(file.IsOldForm
            ? $"{file.Path}: old form, holds the data keys itself ('keys upgrade')"
            : $"{file.Path}: master keys {string.Join(", ", file.Versions)}, current {file.Current}");
        portal.Get<DataKeys>().Open();
        var rows = (await portal.Get<KeyRotation>().RowsPerVersionAsync(cancellationToken)).ToDictionary(c => c.Version, c => c.Rows);
        foreach (var key in await portal.Get<KeyCommands>().ListAsync(cancellationToken))
        {
            var values = key.Purpose == KeyPurpose.Encryption ? string.Create(CultureInfo.InvariantCulture, $", {rows.GetValueOrDefault(key.Version):N0} values") : "";
            Console.WriteLine($"{key.Purpose} {key.Version}: {key.Suite}, under master key {key.MasterVersion}, {(key.RetiredAt is null ? "in use" : "retired")}{values}");
        }
        return 0;
    }
}

internal sealed class KeysUpgradeCommand : AsyncCommand<PortalOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, PortalOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        await portal.Get<KeyCommands>().UpgradeAsync(cancellationToken);
        Console.WriteLine("The data keys are wrapped in the database; the file holds a master key now. Back it up, bring it to every instance, and destroy the copies of the old one (one is beside it as .old) after 'keys rotate'.");
        return 0;
    }
}

internal sealed class KeysNewMasterCommand : Command<PortalOptions>
{
    public override int Execute(CommandContext context, PortalOptions settings, CancellationToken cancellationToken)
    {
        var file = PortalServices.KeyFileOf(settings.Configuration());
        if (file.IsOldForm) return Failures.Say($"The key file '{file.Path}' is of the old form. Run 'keys upgrade' first.");
        Console.WriteLine($"Master key {file.AddMaster()} is in {file.Path} beside those before. Back it up and bring it to every instance, then run 'keys rotate-master'.");
        return 0;
    }
}

internal sealed class KeysRotateMasterCommand : AsyncCommand<PortalOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, PortalOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var wrapped = await portal.Get<KeyCommands>().RotateMasterAsync(cancellationToken);
        Console.WriteLine(wrapped == 0
            ? "Every data key is under the file's current master key already; 'keys new-master' makes another."
            : $"{wrapped} data keys are wrapped anew. The master keys before open nothing any more but what an older back-up holds.");
        return 0;
    }
}

internal sealed class KeysRotateOptions : PortalOptions
{
    [CommandOption("--suite <SUITE>")]
    [Description("International (AES-256-GCM) or Commercial (SM4-GCM); by default as configured (Portal__Cryptography).")]
    public CryptographicSuite? Suite { get; init; }
}

internal sealed class KeysRotateCommand : AsyncCommand<KeysRotateOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, KeysRotateOptions settings, CancellationToken cancellationToken)
    {
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var done = await portal.Get<KeyRotation>().RotateAsync(settings.Suite, new StepLines(), cancellationToken);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Key {done.Version} ({done.Suite}) seals everything; {done.Rows:N0} values were sealed anew. Retired: {string.Join(", ", done.Retired)}."));
        return 0;
    }

    /// <summary>A line for every column that begins, and for every ten thousand values.</summary>
    private sealed class StepLines : IProgress<RotationStep>
    {
        private string? _column;
        private long _printed;

        public void Report(RotationStep value)
        {
            if (value.Column != _column) (_column, _printed) = (value.Column, -1);
            if (value.Rows / 10_000 == _printed) return;
            _printed = value.Rows / 10_000;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.Column}: {value.Rows:N0}"));
        }
    }
}
