using System.ComponentModel;
using System.Globalization;
using ErrorOr;
using QingjiangpuPortal.Domain.Common;
using QingjiangpuPortal.Domain.SocialInsurance;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed class InsuranceRetirementOptions : CommandSettings
{
    [CommandOption("--born <MONTH>", isRequired: true)]
    [Description("The month of birth: 1965-01.")]
    public required string Born { get; init; }

    [CommandOption("--kind <KIND>", isRequired: true)]
    [Description("man, or woman55 or woman50 by the age at which she would have retired before 2025.")]
    public required string Kind { get; init; }
}

/// <summary>Prints the month of retirement, the months of delay, the age, and how long one must have paid by then.</summary>
internal sealed class InsuranceRetirementCommand : Command<InsuranceRetirementOptions>
{
    public override int Execute(CommandContext context, InsuranceRetirementOptions settings, CancellationToken cancellationToken)
    {
        if (!DateOnly.TryParseExact(settings.Born, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) || born.Year is < 1900 or > 2100)
            return Failures.Say($"'{settings.Born}' is no month from 1900-01 to 2100-12; write it like 1965-01.");
        if (KindOf(settings.Kind) is not { } kind) return Failures.Say($"'{settings.Kind}' is none of man, woman55 and woman50.");
        var today = InsurancePensionCommand.Today;
        var retirement = InsuranceLaw.Retirement.Where(terms => terms.Kind == kind).On(today).Of(born);
        Console.WriteLine(retirement.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"delay {retirement.Delay}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"age {retirement.AgeMonths / 12} years {retirement.AgeMonths % 12} months"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"least-contributions {InsuranceLaw.Contributions.On(today).LeastMonths(retirement.Month.Year)} months"));
        return 0;
    }

    private static RetirementKind? KindOf(string word) => word switch
    {
        "man" => RetirementKind.Man,
        "woman55" => RetirementKind.WomanFormerly55,
        "woman50" => RetirementKind.WomanFormerly50,
        _ => null,
    };
}

internal sealed class InsurancePensionOptions : CommandSettings
{
    [CommandOption("--scheme <SCHEME>", isRequired: true)]
    [Description("residents (城乡居民) or employees (企业职工); employee is the same.")]
    public required string Scheme { get; init; }

    [CommandOption("--account <YUAN>")]
    [Description("What is in the account when the pension starts.")]
    public string? Account { get; init; }

    [CommandOption("--yearly <YUAN>")]
    [Description("Residents, instead of --account: what is paid each year, without interest.")]
    public string? Yearly { get; init; }

    [CommandOption("--subsidy <YUAN>")]
    [Description("Residents, with --yearly: the government's subsidy each year; 0 by default.")]
    public string? Subsidy { get; init; }

    [CommandOption("--years <YEARS>")]
    [Description("Years of contributions; for employees also parts of a year, like 25.5.")]
    public string? Years { get; init; }

    [CommandOption("--wage <YUAN>")]
    [Description("Employees: the reference wage (计发基数) a month.")]
    public string? Wage { get; init; }

    [CommandOption("--index <NUMBER>")]
    [Description("Employees: the mean index of contributions, like 0.8.")]
    public string? Index { get; init; }

    [CommandOption("--age <YEARS>")]
    [Description("Employees: full years of age when the pension starts.")]
    public string? Age { get; init; }
}

/// <summary>Prints the parts of a monthly pension and their total, in yuan.</summary>
internal sealed class InsurancePensionCommand : Command<InsurancePensionOptions>
{
    internal static DateOnly Today => ChinaTime.DayOf(TimeProvider.System.GetUtcNow());

    public override int Execute(CommandContext context, InsurancePensionOptions settings, CancellationToken cancellationToken)
    {
        var pension = settings.Scheme switch
        {
            "residents" => Residents(settings),
            "employees" or "employee" => Employees(settings),
            _ => throw new InvalidDataException($"'{settings.Scheme}' is neither residents nor employees."),
        };
        if (pension.IsError) return Failures.Say(Sentence(pension.FirstError));
        Console.WriteLine(Yuan("basic", pension.Value.Basic));
        Console.WriteLine(Yuan("account", pension.Value.Account));
        Console.WriteLine(Yuan("total", pension.Value.Total));
        if (!pension.Value.IsConfirmed) Console.WriteLine("unconfirmed: the months for this age were not checked against the law's own table");
        return 0;
    }

    private static ErrorOr<Pension> Residents(InsurancePensionOptions settings)
    {
        Refuse("residents", ("--wage", settings.Wage), ("--index", settings.Index), ("--age", settings.Age));
        var terms = InsuranceLaw.Residents.On(Today);
        if (settings.Account is not null)
        {
            Refuse("--account", ("--yearly", settings.Yearly), ("--subsidy", settings.Subsidy), ("--years", settings.Years));
            return terms.Of(Number("--account", settings.Account));
        }
        var account = terms.AccountOf(Number("--yearly", settings.Yearly), Number("--subsidy", settings.Subsidy ?? "0"), WholeYears("--years", settings.Years));
        return account.IsError ? account.Errors : terms.Of(account.Value);
    }

    private static ErrorOr<Pension> Employees(InsurancePensionOptions settings)
    {
        Refuse("employees", ("--yearly", settings.Yearly), ("--subsidy", settings.Subsidy));
        return InsuranceLaw.Employees.On(Today).Of(
            Number("--wage", settings.Wage), Number("--index", settings.Index), Number("--years", settings.Years), Number("--account", settings.Account),
            12 * WholeYears("--age", settings.Age));
    }

    /// <summary>What does not belong together would be passed over in silence.</summary>
    private static void Refuse(string with, params ReadOnlySpan<(string Option, string? Value)> options)
    {
        foreach (var (option, value) in options)
            if (value is not null) throw new InvalidDataException($"{option} does not go with {with}.");
    }

    private static decimal Number(string option, string? text) =>
        text is null ? throw new InvalidDataException($"{option} is missing.")
        : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidDataException($"'{text}' is no number for {option}; write it like 1234.56.");

    private static int WholeYears(string option, string? text) =>
        Number(option, text) is var years && years == Math.Truncate(years) && years <= 200 ? (int)years
        : throw new InvalidDataException($"'{text}' is no number of full years for {option}.");

    private static string Yuan(string part, decimal yuan) => string.Create(CultureInfo.InvariantCulture, $"{part} {yuan:0.00}");

    private static string Sentence(Error error) => (error.Code, error.Arguments()) switch
    {
        ("Pension.OutOfRange", [var least, var most]) => $"--{error.Field()!.ToLowerInvariant()} must lie between {least} and {most}.",
        ("Pension.TooFewYears", [var years]) => $"With fewer than {years} years of contributions there is no pension.",
        ("Pension.AgeNotInTable", [var first, var last]) => $"--age must lie between {first} and {last}: the table has no other ages.",
        _ => $"It was refused: {error.Code}.",
    };
}
