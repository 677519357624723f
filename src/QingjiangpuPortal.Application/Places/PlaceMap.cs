using QingjiangpuPortal.Application.Abstractions;
using QingjiangpuPortal.Domain.Organization;

namespace QingjiangpuPortal.Application.Places;

/// <summary>An area as pages and rules need it.</summary>
public sealed record PlaceUnit(string Code, OrgLevel Level, string Name, string? ShortCode, double Latitude, double Longitude);

/// <summary>A building and the micro-grid it belongs to.</summary>
public sealed record PlaceBuilding(string ShortCode, string Name, string MicroGridCode, double Latitude, double Longitude);

/// <summary>Where a pin, a short code or a search leads: a point, the micro-grid it lies in, and what people call the spot.</summary>
/// <param name="Path">Street, community, grid and micro-grid, for reading.</param>
public sealed record Place(string MicroGridCode, string Name, string Path, double Latitude, double Longitude);

/// <summary>The units and buildings of today, read-only and in memory; a new one is made when the units change.</summary>
public sealed class PlaceMap
{
    private readonly Dictionary<string, PlaceUnit> _units;
    private readonly ILookup<string, PlaceUnit> _children;
    private readonly Dictionary<string, Place> _byShortCode;
    private readonly List<(Place Place, HashSet<int> Bigrams)> _searchable;
    private readonly IPlaceIndex _index;

    public PlaceMap(IEnumerable<PlaceUnit> areas, IEnumerable<PlaceBuilding> buildings, IPlaceIndex index)
    {
        _index = index;
        _units = areas.ToDictionary(u => u.Code, StringComparer.Ordinal);
        _children = _units.Values.OrderBy(u => u.Code, StringComparer.Ordinal)
            .ToLookup(u => OrgCode.ParentOf(u.Code) ?? "", StringComparer.Ordinal);

        var known = buildings.Where(b => _units.ContainsKey(b.MicroGridCode)).ToList();
        _byShortCode = known.ToDictionary(b => b.ShortCode, AtBuilding, StringComparer.Ordinal);
        foreach (var unit in _units.Values.Where(u => u.ShortCode is not null)) _byShortCode[unit.ShortCode!] = At(unit)!;

        _searchable = [.. _units.Values.Where(u => u.Level is OrgLevel.Street or OrgLevel.Community or OrgLevel.MicroGrid).Select(u => At(u)!)
            .Concat(known.Select(AtBuilding))
            .Select(place => (place, BigramsOf(place.Name + place.Path)))];
    }

    public PlaceUnit? Find(string? code) => code is null ? null : _units.GetValueOrDefault(code);

    /// <summary>The units one level below, in the order of their codes; below the empty code stands the district.</summary>
    public IEnumerable<PlaceUnit> ChildrenOf(string code) => _children[code];

    public IEnumerable<PlaceUnit> OfLevel(OrgLevel level) =>
        _units.Values.Where(u => u.Level == level).OrderBy(u => u.Code, StringComparer.Ordinal);

    /// <summary>The place of a point (WGS-84 degrees), or <c>null</c> outside the district.</summary>
    public Place? At(double latitude, double longitude) =>
        _index.MicroGridAt(latitude, longitude) is { } code && _units.TryGetValue(code, out var unit)
            ? new Place(code, unit.Name, PathOf(code), latitude, longitude)
            : null;

    /// <summary>A whole unit as a place: its inner point and the micro-grid there.</summary>
    public Place? AtUnit(string? code) => Find(code) is { } unit ? At(unit) : null;

    /// <summary>What a door plate's short code stands for, as people type it.</summary>
    public Place? AtShortCode(string? typed) =>
        typed is not null && ShortCode.Normalize(typed) is { } code ? _byShortCode.GetValueOrDefault(code) : null;

    /// <summary>The street and the unit's own name, which says community and grid: 浦楼街道 化工新村社区第 3 网格 02 微网格.</summary>
    public string PathOf(string code)
    {
        var street = Find(OrgCode.AncestorAt(code, OrgLevel.Street))?.Name;
        var own = Find(OrgCode.AreaOf(code))?.Name ?? code;
        return street is null || street == own ? own : $"{street} {own}";
    }

    /// <summary>The name of the street in which a unit lies; for the district its own.</summary>
    public string StreetOf(string code) => Find(OrgCode.AncestorAt(code, OrgLevel.Street) ?? code)?.Name ?? code;

    /// <summary>The building of a micro-grid with whose name an address begins.</summary>
    public Place? AtAddress(string microGridCode, string address) =>
        _searchable.Select(entry => entry.Place).Where(p => p.MicroGridCode == microGridCode && address.StartsWith(p.Name, StringComparison.Ordinal)).MaxBy(p => p.Name.Length);

    /// <summary>
    /// The places whose name shares most with what was typed, best first: the share of the text's bigrams that stand in
    /// the place's name and path. Good enough for the few thousand names of a district; no outside service is asked.
    /// </summary>
    public IReadOnlyList<Place> Search(string? text, int limit = 8)
    {
        var wanted = BigramsOf(text ?? "");
        if (wanted.Count == 0) return [];
        return [.. _searchable
            .Select(entry => (entry.Place, Shared: entry.Bigrams.Count(wanted.Contains), Length: entry.Bigrams.Count))
            .Where(hit => hit.Shared * 2 >= wanted.Count)
            .OrderByDescending(hit => hit.Shared).ThenBy(hit => hit.Length).ThenBy(hit => hit.Place.Name, StringComparer.Ordinal)
            .Take(limit).Select(hit => hit.Place)];
    }

    /// <summary>Communities, grids and micro-grids whose name and street hold all that was typed, or whose code begins with it; the larger ones first.</summary>
    public IReadOnlyList<PlaceUnit> AreasNamed(string? text, int limit)
    {
        var wanted = Plain(AreaName.Stem(text?.Trim() ?? ""));
        return wanted.Length == 0 ? [] :
        [
            .. _units.Values.Where(u => u.Level >= OrgLevel.Community && (u.Code.StartsWith(wanted, StringComparison.Ordinal) || Plain(PathOf(u.Code)).Contains(wanted, StringComparison.Ordinal)))
                .OrderBy(u => u.Level).ThenBy(u => u.Code, StringComparer.Ordinal).Take(limit),
        ];

        static string Plain(string name) => string.Concat(name.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit));
    }

    private Place? At(PlaceUnit unit) => unit.Level == OrgLevel.MicroGrid
        ? new Place(unit.Code, unit.Name, PathOf(unit.Code), unit.Latitude, unit.Longitude)
        : At(unit.Latitude, unit.Longitude) is { } place ? place with { Name = unit.Name, Path = PathOf(unit.Code) } : null;

    private Place AtBuilding(PlaceBuilding building) =>
        new(building.MicroGridCode, building.Name, PathOf(building.MicroGridCode), building.Latitude, building.Longitude);

    /// <summary>Neighbouring pairs of letters and digits; a number stands alone too, so that 3栋 finds 3 栋.</summary>
    private static HashSet<int> BigramsOf(string text)
    {
        var plain = text.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit).ToArray();
        var bigrams = new HashSet<int>();
        for (var i = 0; i + 1 < plain.Length; i++) bigrams.Add((plain[i] << 16) | plain[i + 1]);
        if (plain.Length == 1) bigrams.Add(plain[0]);
        return bigrams;
    }
}

/// <summary>Hands out the <see cref="PlaceMap"/> of now.</summary>
public interface IPlaceDirectory
{
    ValueTask<PlaceMap> CurrentAsync(CancellationToken cancellationToken);
}
