using System.ComponentModel;
using QingjiangpuPortal.Infrastructure.Geo;
using QingjiangpuPortal.Infrastructure.Persistence;
using Spectre.Console;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed class GeoImportOptions : PortalOptions
{
    [CommandArgument(0, "<FILE>")]
    [Description("The GeoJSON file.")]
    public required string File { get; init; }

    public override ValidationResult Validate() =>
        System.IO.File.Exists(File) ? ValidationResult.Success() : ValidationResult.Error($"There is no file '{File}'.");
}

internal sealed class GeoImportCommand : AsyncCommand<GeoImportOptions>
{
    public override async Task<int> ExecuteAsync(CommandContext context, GeoImportOptions settings, CancellationToken cancellationToken)
    {
        var json = await File.ReadAllTextAsync(settings.File, cancellationToken);
        await using var portal = await PortalServices.StartAsync(settings, cancellationToken);
        var result = await BoundaryImporter.ImportAsync(portal.Get<PortalDbContext>(), portal.Get<TimeProvider>(), json, cancellationToken);
        if (result.Errors.Count > 0)
        {
            foreach (var error in result.Errors) Failures.Say(error);
            return Failures.Say("Nothing was changed.");
        }
        Console.WriteLine($"{result.Changed} units have a new boundary. A running portal shows them within five minutes.");
        return 0;
    }
}
