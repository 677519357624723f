using System.Globalization;
using NetTopologySuite.Geometries;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;

/// <summary>
/// A row of divisions.csv: the district, its streets and towns, its communities and villages with the codes and names of
/// the statistical register of 2023. A street also has its English name and where it roughly lies in the schematic map.
/// </summary>
internal sealed record Division(string Code, string Name, string? EnglishName, Coordinate? Position)
{
    public static IReadOnlyList<Division> ReadAll()
    {
        using var stream = typeof(Division).Assembly.GetManifestResourceStream("District.divisions.csv")!;
        using var reader = new StreamReader(stream);
        reader.ReadLine(); // the heading
        var divisions = new List<Division>();
        while (reader.ReadLine() is { } line) divisions.Add(Parse(line.Split(',')));
        return divisions;
    }

    private static Division Parse(string[] fields) => new(
        fields[0],
        fields[1],
        fields[2].Length > 0 ? fields[2] : null,
        fields[3].Length > 0 ? new Coordinate(Degrees(fields[3]), Degrees(fields[4])) : null);

    private static double Degrees(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
