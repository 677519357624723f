using CsCheck;
using NetTopologySuite.Geometries;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Geo;

namespace QingjiangpuPortal.Application.Tests.Geo;

public sealed class PlaceIndexTests
{
    private static readonly SeededDistrict District = SeededDistrict.Instance;
    private const double UnitsPerDegree = 1e7;

    [Fact]
    public void Every_point_of_the_district_lies_in_exactly_one_micro_grid_whose_ancestors_contain_it()
    {
        var rings = District.Areas.ToDictionary(u => u.Code, u => RingOf(District.Shapes[u.Code]), StringComparer.Ordinal);
        var microGrids = District.MicroGrids.Select(u => u.Code).ToArray();

        PointOfTheDistrict(microGrids.Select(code => rings[code]).ToArray()).Sample(
            point =>
            {
                var (x, y) = point;
                var found = District.Index.MicroGridAt(y / UnitsPerDegree, x / UnitsPerDegree);
                Assert.NotNull(found);

                var owners = microGrids.Where(code => Owns(rings[code], x, y)).ToList();
                var lineage = Enum.GetValues<OrgLevel>().Select(level => OrgCode.AncestorAt(found, level)!).ToList();
                if (Owns(rings["320812"], x, y))
                {
                    Assert.Equal([found], owners);
                    Assert.All(lineage, code => Assert.True(Owns(rings[code], x, y), code));
                }
                else
                {
                    Assert.Empty(owners); // on the district's own border, where one of those that touch it takes it
                }
                var place = new Point(x / UnitsPerDegree, y / UnitsPerDegree);
                Assert.All(lineage, code => Assert.Equal(0, District.Shapes[code].Distance(place), 1e-9));
            },
            iter: 3000);
    }

    [Fact]
    public void A_corner_belongs_to_the_same_micro_grid_whatever_order_the_rows_come_in()
    {
        var reversed = new PlaceIndex(District.MicroGrids.Reverse().Select(u => (u.Code, u.Boundary!)));
        foreach (var corner in District.MicroGrids.SelectMany(u => District.Shapes[u.Code].Coordinates))
        {
            var found = District.Index.MicroGridAt(corner.Y, corner.X);
            Assert.NotNull(found);
            Assert.Contains(corner, District.Shapes[found].Coordinates);
            Assert.Equal(found, reversed.MicroGridAt(corner.Y, corner.X));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(33.1, 119.02)]
    [InlineData(33.58, 118.5)]
    [InlineData(119.02, 33.58)]
    [InlineData(-33.58, -119.02)]
    [InlineData(double.NaN, 119.02)]
    [InlineData(33.58, double.NaN)]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(1e300, 1e300)]
    public void A_position_outside_the_district_has_no_micro_grid(double latitude, double longitude) =>
        Assert.Null(District.Index.MicroGridAt(latitude, longitude));

    [Fact]
    public void A_position_just_beyond_the_border_has_no_micro_grid()
    {
        var extent = District.Shapes["320812"].EnvelopeInternal;
        Assert.Null(District.Index.MicroGridAt(extent.MinY, extent.MinX));
        Assert.Null(District.Index.MicroGridAt(extent.MaxY + 1e-6, extent.Centre.X));
    }

    [Fact]
    public void Holes_and_several_parts_are_understood()
    {
        var index = new PlaceIndex(
        [
            ("A", """{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]],[[3,3],[3,6],[6,6],[6,3],[3,3]]]}"""),
            ("B", """{"type":"MultiPolygon","coordinates":[[[[3,3],[6,3],[6,6],[3,6],[3,3]]],[[[20,0],[21,0],[21,1],[20,0]]]]}"""),
        ]);
        Assert.Equal("A", index.MicroGridAt(1, 1));
        Assert.Equal("B", index.MicroGridAt(4, 4));
        Assert.Equal("B", index.MicroGridAt(0.2, 20.5));
        Assert.Equal("B", index.MicroGridAt(1, 21));
        Assert.Null(index.MicroGridAt(5, 15));
    }

    [Fact]
    public void Without_boundaries_nothing_is_found() => Assert.Null(new PlaceIndex([]).MicroGridAt(33.58, 119.02));

    [Fact]
    public void A_boundary_that_is_no_area_is_refused() =>
        Assert.Throws<FormatException>(() => new PlaceIndex([("A", """{"type":"Point","coordinates":[119,33]}""")]));

    /// <summary>In units of 1e-7°: somewhere inside a micro-grid, on one of its corners, or exactly on one of its edges.</summary>
    private static Gen<(long X, long Y)> PointOfTheDistrict((long X, long Y)[][] rings) =>
        from ring in Gen.Int[0, rings.Length - 1].Select(i => rings[i])
        from corner in Gen.Int[0, ring.Length - 2]
        from along in Gen.Int[0, 100]
        from inward in Gen.Frequency((2, Gen.Const(0.0)), (3, Gen.Double[0.02, 1]))
        select Blend(ring, corner, along, inward);

    private static (long X, long Y) Blend((long X, long Y)[] ring, int corner, int along, double inward)
    {
        // Corners are multiples of 100 units, so that a hundredth of the way along an edge is a whole number of units.
        var (a, b) = (ring[corner], ring[corner + 1]);
        var (x, y) = (a.X + (b.X - a.X) / 100 * along, a.Y + (b.Y - a.Y) / 100 * along);
        var (middleX, middleY) = (ring.Skip(1).Average(p => p.X), ring.Skip(1).Average(p => p.Y));
        return (x + (long)((middleX - x) * inward), y + (long)((middleY - y) * inward));
    }

    /// <summary>The half-open rule, by counting how many edges a ray to the east meets.</summary>
    private static bool Owns((long X, long Y)[] ring, long x, long y)
    {
        var met = 0;
        for (var i = 1; i < ring.Length; i++)
        {
            var (a, b) = (ring[i - 1], ring[i]);
            if (a.Y > y == b.Y > y) continue;
            var rise = b.Y - a.Y;
            if ((x - a.X) * Math.Abs(rise) < (b.X - a.X) * (y - a.Y) * Math.Sign(rise)) met++;
        }
        return met % 2 == 1;
    }

    private static (long X, long Y)[] RingOf(Geometry shape) =>
        Array.ConvertAll(shape.Coordinates, c => ((long)Math.Round(c.X * UnitsPerDegree), (long)Math.Round(c.Y * UnitsPerDegree)));
}
