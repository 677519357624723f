using Microsoft.EntityFrameworkCore;
using QingjiangpuPortal.Domain.Organization;
using QingjiangpuPortal.Infrastructure.Geo;

namespace QingjiangpuPortal.Application.Tests.Seeding;

[Collection(nameof(SeedingTests))]
public sealed class BoundaryImporterTests(SeedingFixture fixture)
{
    [Fact]
    public async Task A_file_with_one_wrong_boundary_changes_nothing()
    {
        await using var database = await fixture.DistrictAsync();
        var before = await BoundariesAsync(database);
        var (first, second) = (before.Keys.First(), before.Keys.Last());

        // The second micro-grid is put where the first one is.
        var result = await BoundaryImporter.ImportAsync(
            database.Db, database.Clock, Collection((first, before[first]), (second, before[first])), CancellationToken.None);

        Assert.Equal(0, result.Changed);
        Assert.NotEmpty(result.Errors);
        Assert.Equal(before, await BoundariesAsync(database));
    }

    [Fact]
    public async Task Only_units_whose_boundary_is_another_count_as_changed()
    {
        await using var database = await fixture.DistrictAsync();
        var before = await BoundariesAsync(database);
        var (same, shrunk) = (before.Keys.First(), before.Keys.Last());
        // A triangle of three of its corners lies inside, because the schematic cells are convex.
        var corners = Geo.SeededDistrict.Parse(before[shrunk]).Coordinates;
        var triangle = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $$"""{"type":"Polygon","coordinates":[[[{{corners[0].X}},{{corners[0].Y}}],[{{corners[1].X}},{{corners[1].Y}}],[{{corners[2].X}},{{corners[2].Y}}],[{{corners[0].X}},{{corners[0].Y}}]]]}""");

        var result = await BoundaryImporter.ImportAsync(
            database.Db, database.Clock, Collection((same, before[same]), (shrunk, triangle)), CancellationToken.None);

        Assert.Empty(result.Errors);
        Assert.Equal(1, result.Changed);
        var after = await BoundariesAsync(database);
        Assert.Equal([shrunk], after.Keys.Where(code => after[code] != before[code]));
    }

    private static string Collection(params (string Code, string Geometry)[] features) =>
        $$"""{"type":"FeatureCollection","features":[{{string.Join(',', features.Select(f => $$$"""{"type":"Feature","properties":{"code":"{{{f.Code}}}"},"geometry":{{{f.Geometry}}}}"""))}}]}""";

    private static async Task<SortedDictionary<string, string>> BoundariesAsync(SeededDatabase database) => new(
        await database.Db.OrgUnits.AsNoTracking().Where(u => u.Level == OrgLevel.MicroGrid).ToDictionaryAsync(u => u.Code, u => u.Boundary!),
        StringComparer.Ordinal);
}
