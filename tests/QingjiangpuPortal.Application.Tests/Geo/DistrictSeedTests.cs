using NetTopologySuite.Coverage;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Union;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Persistence.Seeding.District;

namespace QingjiangpuPortal.Application.Tests.Geo;

public sealed class DistrictSeedTests
{
    private static readonly SeededDistrict District = SeededDistrict.Instance;

    [Theory]
    [InlineData(OrgLevel.District, 1)]
    [InlineData(OrgLevel.Street, 16)]
    [InlineData(OrgLevel.Community, 114)]
    [InlineData(OrgLevel.Grid, 554)]
    [InlineData(OrgLevel.MicroGrid, 2085)]
    public void The_district_stands_at_full_scale(OrgLevel level, int count) =>
        Assert.Equal(count, District.Areas.Count(u => u.Level == level));

    [Fact]
    public void Every_area_above_a_micro_grid_has_children_and_every_unit_comes_after_its_parent()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var unit in District.Seed.Units)
        {
            Assert.True(unit.ParentCode is null || seen.Contains(unit.ParentCode), unit.Code);
            Assert.True(seen.Add(unit.Code), unit.Code);
        }
        var parents = District.Areas.Select(u => u.ParentCode).ToHashSet(StringComparer.Ordinal);
        Assert.All(District.Areas.Where(u => u.Level < OrgLevel.MicroGrid), u => Assert.Contains(u.Code, parents));
    }

    [Fact]
    public void The_district_has_every_kind_of_department_and_each_street_a_command_center()
    {
        var departments = District.Seed.Units.Where(u => u.Kind == OrgUnitKind.Department).ToList();
        Assert.Equal(
            Enum.GetValues<DepartmentKind>(),
            departments.Where(u => u.Level == OrgLevel.District).Select(u => u.Department!.Value).Order());
        Assert.Equal(
            District.Areas.Where(u => u.Level == OrgLevel.Street).Select(u => u.Code),
            departments.Where(u => u is { Level: OrgLevel.Street, Department: DepartmentKind.CommandCenter }).Select(u => u.ParentCode!));
    }

    [Fact]
    public void Boundaries_are_valid_polygons_with_their_pin_inside() => Assert.All(District.Areas, unit =>
    {
        var shape = District.Shapes[unit.Code];
        Assert.IsType<Polygon>(shape);
        Assert.True(shape.IsValid);
        Assert.True(shape.Contains(new Point(unit.Longitude!.Value, unit.Latitude!.Value)));
    });

    [Theory]
    [InlineData(OrgLevel.Street)]
    [InlineData(OrgLevel.Community)]
    [InlineData(OrgLevel.Grid)]
    [InlineData(OrgLevel.MicroGrid)]
    public void The_areas_of_a_level_tile_without_gap_or_overlap_and_share_their_vertices(OrgLevel level)
    {
        var shapes = District.Areas.Where(u => u.Level == level).Select(u => District.Shapes[u.Code]).ToArray();
        Assert.True(CoverageValidator.IsValid(shapes));
        Assert.Equal(District.Shapes["320812"].Area, shapes.Sum(s => s.Area), 1e-12);
    }

    [Fact]
    public void The_union_of_the_children_is_the_parent()
    {
        var families = District.Areas.Where(u => u.ParentCode is not null).GroupBy(u => u.ParentCode!, StringComparer.Ordinal);
        Assert.All(families, family =>
        {
            var union = UnaryUnionOp.Union(family.Select(u => District.Shapes[u.Code]));
            Assert.Equal(0, union.SymmetricDifference(District.Shapes[family.Key]).Area, 1e-13);
        });
    }

    [Fact]
    public void Short_codes_of_micro_grids_and_buildings_are_all_different()
    {
        var codes = District.MicroGrids.Select(u => u.ShortCode!).Concat(District.Seed.Buildings.Select(b => b.ShortCode)).ToList();
        Assert.All(codes, code => Assert.Equal(code, ShortCode.Normalize(code)));
        Assert.Equal(codes.Count, codes.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_micro_grid_has_buildings_which_lie_in_it_and_are_told_apart_by_name()
    {
        var buildings = District.Seed.Buildings;
        Assert.Equal(
            District.MicroGrids.Select(u => u.Code),
            buildings.Select(b => b.MicroGridCode).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.All(buildings, b => Assert.Equal(b.MicroGridCode, District.Index.MicroGridAt(b.Latitude, b.Longitude)));
        Assert.Equal(
            buildings.Count,
            buildings.Select(b => (b.Name, OrgCode.AncestorAt(b.MicroGridCode, OrgLevel.Community))).Distinct().Count());
    }

    [Fact]
    public void The_same_seed_makes_the_same_district_and_another_seed_another_one()
    {
        static List<string> Facts(DistrictSeed seed) =>
        [
            .. seed.Units.Select(u => $"{u.Code} {u.Name} {u.ShortCode} {u.Latitude} {u.Longitude} {u.Boundary}"),
            .. seed.Buildings.Select(b => $"{b.ShortCode} {b.Name} {b.MicroGridCode} {b.Latitude} {b.Longitude}"),
        ];
        var facts = Facts(District.Seed);
        Assert.Equal(facts, Facts(DistrictSeed.Create()));
        Assert.NotEqual(facts, Facts(DistrictSeed.Create(seed: 1)));
    }

    [Fact]
    public void The_canal_runs_through_the_district()
    {
        var canal = Assert.IsType<LineString>(SeededDistrict.Parse(DistrictSeed.ReadCanal()));
        Assert.True(canal.Intersection(District.Shapes["320812"]).Length > 0.8 * canal.Length);
    }
}
