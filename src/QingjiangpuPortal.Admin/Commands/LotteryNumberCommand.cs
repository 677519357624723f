using System.ComponentModel;
using System.Globalization;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed class LotteryNumberOptions : CommandSettings
{
    [CommandOption("--receipts <FILE>", isRequired: true)]
    [Description("The receipt numbers, one a line, in any order. UTF-8; lines may end in LF or CR LF and blank ones may follow the last; a blank line before it, a space around a receipt and a receipt that comes twice are refused.")]
    public required string Receipts { get; init; }

    [CommandOption("--seed <HEX>", isRequired: true)]
    [Description("The seed: 64 hexadecimal digits.")]
    public required string Seed { get; init; }

    [CommandOption("--draw <TEXT>", isRequired: true)]
    [Description("The text of the public draw, exactly as it was published.")]
    public required string Draw { get; init; }

    [CommandOption("--out <FILE>", isRequired: true)]
    [Description("Where to: CSV with rank,receipt,number_hex, first rank first. An earlier file is replaced.")]
    public required string Out { get; init; }
}

/// <summary>Computes everybody's number and rank, and prints what was published beforehand, to compare.</summary>
internal sealed class LotteryNumberCommand : Command<LotteryNumberOptions>
{
    public override int Execute(CommandContext context, LotteryNumberOptions settings, CancellationToken cancellationToken)
    {
        var seed = Lottery.ParseSeed(settings.Seed);
        if (seed.IsError) return Failures.Say($"--seed is {2 * Lottery.SeedLength} hexadecimal digits.");
        var receipts = Receipts(settings.Receipts);
        var tickets = Lottery.Draw(seed.Value, settings.Draw, receipts);
        // The receipts were checked line by line.
        if (tickets.IsError) return Failures.Say("--draw is blank.");
        TextFile.Write(settings.Out, file =>
        {
            file.WriteLine("rank,receipt,number_hex");
            foreach (var ticket in tickets.Value) file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ticket.Rank},{Csv.Field(ticket.Receipt)},{ticket.Number}"));
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"receipts {receipts.Count}"));
        Console.WriteLine($"sha256-of-seed {Lottery.Commitment(seed.Value)}");
        Console.WriteLine($"sha256-of-list {Lottery.Digest(receipts)}");
        return 0;
    }

    private static List<string> Receipts(string path)
    {
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        TextLine? blank = null;
        foreach (var line in TextFile.Lines(path))
        {
            if (string.IsNullOrWhiteSpace(line.Text))
            {
                blank ??= line;
                continue;
            }
            if (blank is { } before) throw before.Wrong("it is blank, and receipts follow.");
            if (line.Text.AsSpan().Trim().Length < line.Text.Length) throw line.Wrong($"'{line.Text}' has a space around it.");
            if (!lineOf.TryAdd(line.Text, line.Number)) throw line.Wrong($"'{line.Text}' stands in line {lineOf[line.Text]} already.");
        }
        return lineOf.Count > 0 ? [.. lineOf.Keys] : throw new InvalidDataException($"{path}: there is no receipt in it.");
    }
}
