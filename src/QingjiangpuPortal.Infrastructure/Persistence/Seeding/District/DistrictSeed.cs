using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.ElderlyCare;
using QingjiangpuPortal.Infrastructure.Geo;

namespace QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;

/// <summary>
/// Qingjiangpu at full scale: the real streets and communities, and below them grids, micro-grids and buildings whose
/// numbers are the district's and whose names and places are made up. The boundaries are schematic, because none below the
/// district is public. The same seed makes the same district.
/// </summary>
/// <param name="Units">Areas and departments, each after the unit it hangs below.</param>
public sealed record DistrictSeed(IReadOnlyList<OrgUnit> Units, IReadOnlyList<Building> Buildings)
{
    public const int DefaultSeed = 320812;
    public const int GridCount = 554;
    public const int MicroGridCount = 2085;

    /// <summary>The day from which all units are valid.</summary>
    public static readonly DateOnly ValidFrom = new(2024, 1, 1);

    /// <summary>The course of the Inner Canal (里运河) through the city as a GeoJSON LineString, for maps; schematic too.</summary>
    public static string ReadCanal()
    {
        using var stream = typeof(DistrictSeed).Assembly.GetManifestResourceStream("District.canal.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }

    public static DistrictSeed Create(int seed = DefaultSeed) => new Builder(new Random(seed)).Build();

    private sealed class Builder(Random random)
    {
        private readonly SchematicCells _cells = SchematicCells.Draw(MicroGridCount, random);
        private readonly HashSet<string> _shortCodes = [];
        private readonly List<OrgUnit> _units = [];
        private readonly List<Building> _buildings = [];

        public DistrictSeed Build()
        {
            var district = PlanTree();
            Draw(district, [.. Enumerable.Range(0, MicroGridCount)], new RegionSplitter(_cells));
            foreach (var area in district.Children.Prepend(district)) _units.AddRange(Departments.Of(area.Code, area.Name));
            _units.AddRange(CareSeed.Providers(ValidFrom));
            foreach (var street in district.Children)
            {
                foreach (var community in street.Children) AddBuildings(community);
            }
            return new DistrictSeed(
                [.. _units.OrderBy(u => u.Kind).ThenBy(u => u.Level).ThenBy(u => u.Code, StringComparer.Ordinal)], _buildings);
        }

        /// <summary>The areas' codes and names, and how many micro-grids each of them has.</summary>
        private PlannedArea PlanTree()
        {
            var areas = Division.ReadAll().ToDictionary(
                d => d.Code, d => new PlannedArea(d.Code, d.Name, d.EnglishName, d.Position), StringComparer.Ordinal);
            foreach (var area in areas.Values)
            {
                if (OrgCode.ParentOf(area.Code) is { } parent) areas[parent].Children.Add(area);
            }

            var communities = areas.Values.Where(a => OrgCode.LevelOf(a.Code) == OrgLevel.Community).ToList();
            Share(GridCount, communities, WeightOf(urban: 1, village: 0.55), (community, count) =>
            {
                for (var number = 1; number <= count; number++)
                {
                    community.Add($"{community.Code}{number:000}", $"{AreaName.Display(community.Name)}第 {number} 网格");
                }
            });
            var grids = communities.SelectMany(c => c.Children.Select(grid => (Community: c, Grid: grid))).ToList();
            Share(MicroGridCount, grids, grid => WeightOf(urban: 1, village: 0.8)(grid.Community), (grid, count) =>
            {
                for (var number = 1; number <= count; number++)
                {
                    grid.Grid.Add($"{grid.Grid.Code}{number:00}", $"{grid.Grid.Name} {number:00} 微网格");
                }
            });
            return areas.Values.Single(a => OrgCode.LevelOf(a.Code) == OrgLevel.District);
        }

        /// <summary>The city is denser than the countryside, and no two communities are the same.</summary>
        private Func<PlannedArea, double> WeightOf(double urban, double village) =>
            community => (AreaName.IsVillage(community.Name) ? village : urban) * (0.7 + 0.6 * random.NextDouble());

        /// <summary>Shares a total out by weight, at least one each; what rounding leaves over goes to the largest remainders.</summary>
        private static void Share<T>(int total, List<T> takers, Func<T, double> weigh, Action<T, int> give)
        {
            var weights = takers.ConvertAll(taker => weigh(taker));
            var perWeight = (total - takers.Count) / weights.Sum();
            var shares = weights.ConvertAll(weight => weight * perWeight);
            var left = total - takers.Count - shares.Sum(share => (int)share);
            var favoured = Enumerable.Range(0, takers.Count).OrderByDescending(i => shares[i] % 1).Take(left).ToHashSet();
            for (var i = 0; i < takers.Count; i++) give(takers[i], 1 + (int)shares[i] + (favoured.Contains(i) ? 1 : 0));
        }

        /// <summary>Gives the area its cells and its children theirs; an area's boundary is the union of its children's.</summary>
        private Geometry Draw(PlannedArea area, int[] region, RegionSplitter splitter)
        {
            Geometry boundary;
            if (area.Children.Count == 0)
            {
                boundary = _cells.Polygons[region[0]];
                area.Cell = region[0];
            }
            else
            {
                var parts = OrgCode.LevelOf(area.Code) == OrgLevel.Grid
                    ? SingleCells(region)
                    : splitter.Split(region, area.Children.ConvertAll(c => new RegionPart(c.MicroGridCount, c.Position)));
                boundary = CoverageUnion.Union([.. area.Children.Select((child, i) => Draw(child, parts[i], splitter))]);
            }

            var isMicroGrid = OrgCode.LevelOf(area.Code) == OrgLevel.MicroGrid;
            var unit = OrgUnit.Area(area.Code, area.Name, ValidFrom, isMicroGrid ? NextShortCode() : null, area.EnglishName);
            var pin = Pins.Inside(boundary);
            unit.Redraw(GeoJsonText.Write(boundary), pin.Y, pin.X);
            _units.Add(unit);
            return boundary;
        }

        /// <summary>A grid's micro-grids are numbered from north to south.</summary>
        private int[][] SingleCells(int[] region) => [.. region.OrderByDescending(cell => _cells.Centres[cell].Y).Select(cell => new[] { cell })];

        private void AddBuildings(PlannedArea community)
        {
            var isVillage = AreaName.IsVillage(community.Name);
            var compounds = CompoundNames.Of(community.Name);
            var group = 0;
            for (var grid = 0; grid < community.Children.Count; grid++)
            {
                var number = 0;
                foreach (var microGrid in community.Children[grid].Children)
                {
                    group++;
                    var house = 0;
                    for (var count = random.Next(3, 6); count > 0; count--)
                    {
                        var name = isVillage
                            ? $"{AreaName.Display(community.Name)} {group} 组 {house += random.Next(1, 9)} 号"
                            : $"{compounds[grid]} {++number} 栋";
                        var place = PlaceInside(_cells.Polygons[microGrid.Cell]);
                        _buildings.Add(Building.Create(NextShortCode(), name, microGrid.Code, place.Y, place.X));
                    }
                }
            }
        }

        /// <summary>Somewhere between the middle of a cell and one of its corners; cells are convex.</summary>
        private Coordinate PlaceInside(Polygon cell)
        {
            var middle = cell.Centroid.Coordinate;
            var corner = cell.ExteriorRing.GetCoordinateN(random.Next(cell.ExteriorRing.NumPoints - 1));
            var share = 0.15 + 0.6 * random.NextDouble();
            return new Coordinate(
                Math.Round(middle.X + (corner.X - middle.X) * share, Pins.Decimals),
                Math.Round(middle.Y + (corner.Y - middle.Y) * share, Pins.Decimals));
        }

        private string NextShortCode()
        {
            string code;
            do code = ShortCode.FromNumber(random.Next(ShortCode.Count));
            while (!_shortCodes.Add(code));
            return code;
        }
    }

    private sealed record PlannedArea(string Code, string Name, string? EnglishName = null, Coordinate? Position = null)
    {
        public List<PlannedArea> Children { get; } = [];
        public int MicroGridCount => Children.Count == 0 ? 1 : Children.Sum(child => child.MicroGridCount);

        /// <summary>A micro-grid's piece of the map.</summary>
        public int Cell { get; set; }

        public void Add(string code, string name) => Children.Add(new PlannedArea(code, name));
    }
}
