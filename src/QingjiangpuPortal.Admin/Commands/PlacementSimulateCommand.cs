using System.ComponentModel;
using System.Globalization;
using QingjiangpuPortal.Domain.SchoolEnrollment;
using Spectre.Console.Cli;

namespace QingjiangpuPortal.Admin.Commands;

internal sealed class PlacementSimulateOptions : CommandSettings
{
    [CommandOption("--schools <FILE>", isRequired: true)]
    [Description("CSV with school,seats.")]
    public required string Schools { get; init; }

    [CommandOption("--applicants <FILE>", isRequired: true)]
    [Description("CSV with applicant,preferences: schools parted by semicolons, best first.")]
    public required string Applicants { get; init; }

    [CommandOption("--priorities <FILE>", isRequired: true)]
    [Description("CSV with school,applicants: applicants parted by semicolons, best first. Who is missing in a school's list cannot be placed there; a school without a line places nobody.")]
    public required string Priorities { get; init; }

    [CommandOption("--out <FILE>", isRequired: true)]
    [Description("Where to: CSV with applicant,school in the order of the applicants' file, the school empty for who is placed nowhere. An earlier file is replaced.")]
    public required string Out { get; init; }
}

/// <summary>Places applicants by deferred acceptance; the files are UTF-8 and their names are whatever they like.</summary>
internal sealed class PlacementSimulateCommand : Command<PlacementSimulateOptions>
{
    public override int Execute(CommandContext context, PlacementSimulateOptions settings, CancellationToken cancellationToken)
    {
        var (schools, seats) = Schools(settings.Schools);
        var (applicants, preferences) = Applicants(settings.Applicants, schools);
        var placed = DeferredAcceptance.Place([.. seats], preferences, Priorities(settings.Priorities, schools, applicants));
        // The reading of the files has refused whatever it could refuse, with the line.
        if (placed.IsError) throw new InvalidDataException(placed.FirstError.Code);

        var schoolNames = schools.Names;
        TextFile.Write(settings.Out, file =>
        {
            file.WriteLine("applicant,school");
            foreach (var (applicant, school) in applicants.Names.Zip(placed.Value))
                file.WriteLine($"{Csv.Field(applicant)},{(school == DeferredAcceptance.Unplaced ? "" : Csv.Field(schoolNames[school]))}");
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"applicants {applicants.Names.Count}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"placed {placed.Value.Count(school => school != DeferredAcceptance.Unplaced)}"));
        return 0;
    }

    private static (Numbering Schools, List<int> Seats) Schools(string path)
    {
        var (schools, seats) = (new Numbering("school", path), new List<int>());
        foreach (var row in TextFile.Rows(path, "school", "seats"))
        {
            schools.Add(row, row.Fields[0]);
            if (!int.TryParse(row.Fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) throw row.Line.Wrong($"'{row.Fields[1]}' is no number of seats.");
            seats.Add(number);
        }
        return (schools, seats);
    }

    private static (Numbering Applicants, NumberLists Preferences) Applicants(string path, Numbering schools)
    {
        var (applicants, preferences) = (new Numbering("applicant", path), new NumberLists());
        foreach (var row in TextFile.Rows(path, "applicant", "preferences"))
        {
            applicants.Add(row, row.Fields[0]);
            preferences.Add(schools.NumbersIn(row, 1));
        }
        return (applicants, preferences);
    }

    private static NumberLists Priorities(string path, Numbering schools, Numbering applicants)
    {
        var lists = new int[]?[schools.Names.Count];
        foreach (var row in TextFile.Rows(path, "school", "applicants"))
        {
            var school = schools.NumberOf(row, row.Fields[0]);
            if (lists[school] is not null) throw row.Line.Wrong($"the school '{row.Fields[0]}' has a line already.");
            lists[school] = applicants.NumbersIn(row, 1);
        }
        var priorities = new NumberLists(lists.Length, lists.Sum(list => list?.Length ?? 0));
        foreach (var list in lists) priorities.Add(list);
        return priorities;
    }

    /// <summary>Names in the order in which they came, and the number of each, counted from 0.</summary>
    private sealed class Numbering(string kind, string file)
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

        public List<string> Names { get; } = [];

        public void Add(TextRow row, string name)
        {
            if (name.Length == 0) throw row.Line.Wrong($"the {kind} is missing.");
            // Such a name could not be listed.
            if (name.Contains(';', StringComparison.Ordinal)) throw row.Line.Wrong($"the {kind} '{name}' has a semicolon in it.");
            if (!_numbers.TryAdd(name, Names.Count)) throw row.Line.Wrong($"the {kind} '{name}' has a line already.");
            Names.Add(name);
        }

        public int NumberOf(TextRow row, string name) =>
            _numbers.TryGetValue(name, out var number) ? number : throw row.Line.Wrong($"the {kind} '{name}' is not in {file}.");

        public int[] NumbersIn(TextRow row, int field)
        {
            var names = row.Names(field);
            var numbers = Array.ConvertAll(names, name => NumberOf(row, name));
            if (numbers.Distinct().Count() < numbers.Length)
                throw row.Line.Wrong($"the {kind} '{names.GroupBy(name => name, StringComparer.Ordinal).First(same => same.Count() > 1).Key}' is listed twice.");
            return numbers;
        }
    }
}
